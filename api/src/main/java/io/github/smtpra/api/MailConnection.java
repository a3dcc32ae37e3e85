package io.github.smtpra.api;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;

/**
 * Hands mail to the outbox. Inside a transaction a mail exists if and only if the transaction commits; without one it
 * is durable when {@code send} returns. No method touches the network: the outbox delivers afterwards, retries, and
 * reports failures to the reverse path.
 *
 * <p>Close it when done, as with {@code try (MailConnection connection = factory.getConnection())}: closing neither
 * sends nor forgets anything. Not for use by several threads at once.
 */
public interface MailConnection extends AutoCloseable {
    /** A new, empty message to fill in and {@linkplain #send(MimeMessage) send}. */
    MimeMessage createMessage();

    /**
     * Sends {@code message} with the envelope that its header fields name: from {@code Sender} or else {@code From}, to
     * all of {@code To}, {@code Cc} and {@code Bcc}. {@code Bcc} is not sent; {@code Message-ID} and {@code Date} are
     * made where missing. The caller's object is not changed.
     *
     * @return the id that the outbox, its log lines and its reports use
     * @throws MailException if there is no sender or recipient, a header or address could carry a second command, or
     *     the outbox can not take the mail
     */
    default MailId send(MimeMessage message) throws MailException {
        return send(message, SendOptions.NONE);
    }

    /**
     * As {@link #send(MimeMessage)}, with what the sender asks of the outbox.
     *
     * @return the id of the mail; of an earlier one if {@link SendOptions#withIdempotencyKey} says that it is the same
     * @throws MailException as there; or if another transaction under way sends a mail with the same idempotency key
     */
    MailId send(MimeMessage message, SendOptions options) throws MailException;

    /**
     * Sends {@code message} with an envelope of the caller's, otherwise as {@link #send(MimeMessage)}.
     *
     * @throws MailException as there
     */
    default MailId send(Envelope envelope, MimeMessage message) throws MailException {
        return send(envelope, message, SendOptions.NONE);
    }

    /**
     * As {@link #send(Envelope, MimeMessage)}, with what the sender asks of the outbox.
     *
     * @throws MailException as {@link #send(MimeMessage, SendOptions)}
     */
    MailId send(Envelope envelope, MimeMessage message, SendOptions options) throws MailException;

    /**
     * Sends a finished message, read from {@code content} to its end; the caller closes it. Octets are passed on as
     * they are, but for line ends: LF or CR alone become CRLF, unless the envelope says {@code BINARYMIME}. Its memory does
     * not grow with the message.
     *
     * @throws MailException if the envelope has no recipient, or the outbox can not take the mail
     */
    default MailId send(Envelope envelope, InputStream content) throws MailException {
        return send(envelope, content, SendOptions.NONE);
    }

    /**
     * As {@link #send(Envelope, InputStream)}, with what the sender asks of the outbox.
     *
     * @throws MailException as {@link #send(MimeMessage, SendOptions)}
     */
    MailId send(Envelope envelope, InputStream content, SendOptions options) throws MailException;

    /**
     * Takes a mail out of the queue before it is delivered; nobody is told. Inside a transaction it is taken out if and
     * only if the transaction commits, and is not delivered meanwhile; its own mails can be cancelled as well.
     *
     * @return false if it is too late: its delivery has begun, or it is gone, or another transaction decides about it
     * @throws MailException if the outbox can not be used
     */
    boolean cancel(MailId mail) throws MailException;

    /** Gives the connection back. A second call does nothing; any other use after it throws. */
    @Override
    void close();
}
