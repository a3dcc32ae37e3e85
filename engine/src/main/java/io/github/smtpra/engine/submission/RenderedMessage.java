package io.github.smtpra.engine.submission;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.protocol.grammar.DateTime;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A message of Jakarta Mail in the form that leaves the house: Bcc removed; Message-ID, Date and MIME-Version made
 * where missing; every field checked. The caller's object is read, never changed. Used by the caller's thread, since
 * content may come from the caller's own transaction.
 */
final class RenderedMessage {
    private static final byte[] EMPTY_LINE = {'\r', '\n'};

    private final MimeMessage source;
    private final HeaderSection complete;
    private final HeaderSection sent;

    private RenderedMessage(MimeMessage source, HeaderSection complete, HeaderSection sent) {
        this.source = source;
        this.complete = complete;
        this.sent = sent;
    }

    /**
     * {@code message} as it will be sent.
     *
     * @param hostName our name, for the right side of a Message-ID
     * @param now when it is handed over, for the Date
     * @throws MailException if a header field can not be sent, naming it
     */
    static RenderedMessage of(MimeMessage message, String hostName, Instant now)
            throws MessagingException, MailException {
        String date = DateTime.of(now.atZone(ZoneId.systemDefault()));
        MimeMessage source = hasRawContent(message) ? message : new UnsavedMessage(message, date);
        HeaderSection complete = HeaderSection.of(source);
        if (source instanceof UnsavedMessage) {
            // What others have written is passed on as it is (CLI-085); what is made here is made well.
            complete.requireSingleFields();
        }
        // RFC 5322 §3.6 (MSG-003, MSG-004, MSG-009)
        HeaderSection sent = complete.withoutBlindCopies()
                .withDefault("Date", () -> date)
                .withDefault("Message-ID", () -> "<" + MailId.next(now) + "@" + hostName + ">")
                .withDefault("MIME-Version", () -> "1.0");
        return new RenderedMessage(source, complete, sent);
    }

    /**
     * Whether {@code message} was read from a stream or a store. Such a message counts as saved: writing it changes
     * nothing in it, and unless it was changed its octets stay as they are, signatures with them (MSG-016).
     */
    private static boolean hasRawContent(MimeMessage message) throws MessagingException {
        try (InputStream raw = message.getRawInputStream()) {
            return raw != null;
        } catch (MessagingException e) {
            return false;
        } catch (IOException e) {
            throw new MessagingException("content can not be read", e);
        }
    }

    /** The same, with an author if it has none: whoever sends it (RFC 5322 §3.6.2; MSG-001). */
    RenderedMessage from(ReversePath sender) {
        Optional<Mailbox> author = source instanceof UnsavedMessage ? sender.mailbox() : Optional.empty();
        return author.map(mailbox -> new RenderedMessage(source, complete, sent.withDefault("From", mailbox::toString)))
                .orElse(this);
    }

    /** The header with all that the caller has set, Bcc included: what an envelope is made from. */
    HeaderSection completeHeader() {
        return complete;
    }

    /** Whether what is sent of the header needs {@code SMTPUTF8} (RFC 6532 §3). */
    boolean isUtf8() {
        return sent.isUtf8();
    }

    /** Writes header and content piece by piece. */
    void writeTo(OutputStream out) throws IOException, MessagingException {
        out.write(sent.toBytes());
        if (source instanceof UnsavedMessage unsaved && unsaved.isContentPlain()) {
            out.write(EMPTY_LINE);
            unsaved.getDataHandler().writeTo(out);
        } else {
            // Told to leave out every field, the source writes the empty line and the content.
            source.writeTo(out, HeaderSection.names(source));
        }
    }
}
