package io.github.smtpra.api;

import io.github.smtpra.api.smtp.Reply;
import jakarta.ejb.ApplicationException;

/**
 * Refuses a mail or a recipient: the transaction rolls back and the client hears {@link #reply()}.
 *
 * <pre>{@code
 * throw new MailRejectedException(550, "5.7.1", "This desk takes no offers");
 * }</pre>
 */
@ApplicationException(rollback = true)
public class MailRejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reply reply;

    /**
     * A refusal.
     *
     * @param code 400 to 499 asks the client to try again, 500 to 599 to give up
     * @param status an enhanced code of the same class, as in {@code 5.7.1} (RFC 3463)
     * @param text for the person who reads the bounce: US-ASCII; other characters become {@code ?}
     * @throws IllegalArgumentException if the codes are no refusal or do not agree
     */
    public MailRejectedException(int code, String status, String text) {
        this(Reply.of(code, status, text));
    }

    /**
     * A refusal.
     *
     * @throws IllegalArgumentException if {@code reply} is not a 4xx or 5xx
     */
    public MailRejectedException(Reply reply) {
        super(reply.toString());
        if (!reply.isTransient() && !reply.isPermanent()) {
            throw new IllegalArgumentException("a refusal is a 4xx or 5xx, not " + reply.code());
        }
        if (reply.code() == 421) {
            throw new IllegalArgumentException("421 closes the connection and is the listener's to say");
        }
        this.reply = reply;
    }

    /** What the client hears. */
    public Reply reply() {
        return reply;
    }
}
