package io.github.smtpra.api;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Reply;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;

/**
 * A mail that has arrived and waits for the bean's transaction. Usable by the thread that runs
 * {@link MailListener#onMail}, until that method returns; afterwards {@link #openContent} throws.
 */
public interface InboundMail {
    /** The id that the client hears in the {@code 250} and that stands in every log line of this mail. */
    MailId id();

    /** The reverse path and those recipients that this bean serves. */
    Envelope envelope();

    /** Who brought the mail. */
    SmtpSession session();

    /**
     * Whether this mail may have reached this bean before: an earlier delivery of it began and its outcome is not
     * known, because the server was stopped in between. Means what {@code JMSRedelivered} means.
     */
    boolean redelivered();

    /** The octets that {@link #openContent} gives. */
    long size();

    /**
     * The mail as it would be stored: {@code Return-Path} and {@code Received} (RFC 5321 §4.4), then the content as it
     * was received, lines ended by CRLF, without the dots of transparency. Each call opens a stream of its own; its
     * memory does not grow with the mail.
     *
     * @throws IOException if the content can not be read, or the bean has returned already
     */
    InputStream openContent() throws IOException;

    /**
     * The mail as Jakarta Mail sees it. Reads the whole content into memory; for large mails parse
     * {@link #openContent} piecemeal instead.
     *
     * @throws MessagingException if the content can not be read or parsed
     */
    MimeMessage message() throws MessagingException;

    /**
     * Makes {@code reply} the answer to the client if, and only if, the transaction commits: the bean keeps its work
     * and says something else than {@code 250 2.0.0}. The last call counts.
     *
     * <p>A 5xx here means that the client's user is told of a failure though the bean has kept its work; a 4xx, that
     * the client sends the mail again.
     */
    void answer(Reply reply);
}
