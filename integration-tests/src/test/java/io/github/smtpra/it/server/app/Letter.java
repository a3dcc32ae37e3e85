package io.github.smtpra.it.server.app;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** A row for a mail that was kept. */
@Entity
public class Letter {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long number;

    private String subject = "";

    /** For JPA. */
    protected Letter() {}

    Letter(String subject) {
        this.subject = subject;
    }

    @Nullable
    Long number() {
        return number;
    }

    String subject() {
        return subject;
    }
}
