package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReversePath;
import java.util.List;

/**
 * A mail to be sent in one mail transaction; its content stays with the shell.
 *
 * @param reversePath for {@code MAIL FROM}
 * @param recipients for {@code RCPT TO}, in order, at least one
 * @param body what octets the content holds
 * @param size octets of the content, without dots added
 */
public record OutgoingMail(ReversePath reversePath, List<Recipient> recipients, BodyType body, long size) {
    /** Checks that there is a recipient, and copies. */
    public OutgoingMail {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a mail needs a recipient");
        }
    }
}
