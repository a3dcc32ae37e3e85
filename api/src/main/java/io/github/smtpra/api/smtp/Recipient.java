package io.github.smtpra.api.smtp;

import java.io.Serializable;

/**
 * One recipient of a mail: the forward path of a {@code RCPT TO} (RFC 5321 §4.1.1.3).
 *
 * @param mailbox who gets the mail
 */
public record Recipient(Mailbox mailbox) implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * The recipient at {@code mailbox}.
     *
     * @throws IllegalArgumentException if {@code mailbox} is not one
     */
    public static Recipient of(String mailbox) {
        return new Recipient(Mailbox.parse(mailbox));
    }

    /** The forward path for the wire, in angle brackets. */
    @Override
    public String toString() {
        return '<' + mailbox.toString() + '>';
    }
}
