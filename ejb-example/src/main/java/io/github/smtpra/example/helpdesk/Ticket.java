package io.github.smtpra.example.helpdesk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** What became of one mail. */
@Entity
public class Ticket {
    private static final int MAX_TEXT = 1000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long number;

    @Column(length = MAX_TEXT)
    private String customer = "";

    @Column(length = MAX_TEXT)
    private String subject = "";

    @Column(length = MAX_TEXT)
    private String trouble = "";

    /** For JPA. */
    protected Ticket() {}

    Ticket(String customer, String subject) {
        this.customer = shortened(customer);
        this.subject = shortened(subject);
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), MAX_TEXT));
    }

    /** The ticket's number; there is none before the ticket is stored. */
    long number() {
        if (number == null) {
            throw new IllegalStateException("the ticket is not stored yet");
        }
        return number;
    }

    /** The customer has not had the answer, for that reason. */
    void answerFailed(String reason) {
        trouble = shortened(reason);
    }

    String trouble() {
        return trouble;
    }

    String customer() {
        return customer;
    }

    String subject() {
        return subject;
    }
}
