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
    MailId send(MimeMessage message) throws MailException;

    /**
     * Sends {@code message} with an envelope of the caller's, otherwise as {@link #send(MimeMessage)}.
     *
     * @throws MailException as there
     */
    MailId send(Envelope envelope, MimeMessage message) throws MailException;

    /**
     * Sends a finished message, read from {@code content} to its end; the caller closes it. Octets are passed on as
     * they are, but for line ends: LF or CR alone become CRLF. Its memory does not grow with the message.
     *
     * @throws MailException if the envelope has no recipient, or the outbox can not take the mail
     */
    MailId send(Envelope envelope, InputStream content) throws MailException;

    /** Gives the connection back. A second call does nothing; any other use after it throws. */
    @Override
    void close();
}
