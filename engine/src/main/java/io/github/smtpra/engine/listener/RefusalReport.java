package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What the sender must be told of a mail that one bean has kept and another has refused for good: SMTP has one reply for
 * both, and it says that the mail was taken.
 *
 * @param id the mail
 * @param sender who is to be told
 * @param refused for whom it was refused, and how
 * @param content the mail's content
 */
public record RefusalReport(MailId id, Mailbox sender, List<Refused> refused, Content content) {
    /**
     * One bean's refusal.
     *
     * @param envelope with the recipients concerned
     * @param reply what the bean said
     */
    public record Refused(Envelope envelope, Reply reply) {}

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
         * @throws IOException if it could not be: the client is then asked to send the mail again
         */
        void report(RefusalReport report) throws IOException;
    }
}
