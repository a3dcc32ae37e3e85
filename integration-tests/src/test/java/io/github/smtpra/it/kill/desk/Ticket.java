package io.github.smtpra.it.kill.desk;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** One mail that the desk has dealt with. */
@Entity
public class Ticket {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long number;

    private String subject = "";
    private String mail = "";
    private String answer = "";

    /** For JPA. */
    protected Ticket() {}

    Ticket(String subject, String mail, String answer) {
        this.subject = subject;
        this.mail = mail;
        this.answer = answer;
    }

    /** Subject, id of the mail and id of the answer, divided by tabs. */
    String line() {
        return subject + "\t" + mail + "\t" + answer;
    }
}
