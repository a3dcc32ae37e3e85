package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What the sender is to be told of a mail that was taken: that one bean has refused for good what another has kept, since
 * SMTP has one reply for both; and that it was delivered, where the sender has asked for that (RFC 3461 §5.2.3).
 *
 * @param id the mail
 * @param envelope its envelope; the reverse path is not null
 * @param fates what has become of it, for those recipients that the sender wants to hear of; at least one
 * @param content the mail's content
 */
public record SenderReport(MailId id, Envelope envelope, List<Fate> fates, Content content) {
    /**
     * What has become of the mail for one recipient.
     *
     * @param recipient who
     * @param reply the bean's: 2xx if it has kept the mail
     */
    public record Fate(Recipient recipient, Reply reply) {}

    /** Opens the content, as often as needed while the report is made. */
    @FunctionalInterface
    public interface Content {
        /** A stream of its own over the content. */
        InputStream open() throws IOException;
    }

    /** Who tells the sender. */
    @FunctionalInterface
    public interface Reporter {
        /**
         * Makes the report durable.
         *
         * @throws IOException if it could not be: where the sender must be told, the client is then asked to send the mail
         *     again
         */
        void report(SenderReport report) throws IOException;
    }
}
