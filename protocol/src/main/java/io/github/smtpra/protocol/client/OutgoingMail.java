package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Recipient;
import java.util.List;

/**
 * A mail to be sent in one mail transaction; its content stays with the shell.
 *
 * @param envelope for {@code MAIL FROM} and {@code RCPT TO}, with at least one recipient
 * @param size octets of the content, without dots added
 */
public record OutgoingMail(Envelope envelope, long size) {
    /** Checks that there is a recipient. */
    public OutgoingMail {
        if (envelope.recipients().isEmpty()) {
            throw new IllegalArgumentException("a mail needs a recipient");
        }
    }

    /** For {@code RCPT TO}, in order. */
    public List<Recipient> recipients() {
        return envelope.recipients();
    }

    /** What octets the content holds. */
    public BodyType body() {
        return envelope.body();
    }
}
