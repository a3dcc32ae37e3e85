package io.github.smtpra.api.report;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.ReversePath;
import java.util.Optional;

/**
 * The mail that a report is about, as its sender has sent it. Immutable.
 *
 * @param id what {@code send} has returned
 * @param sender its reverse path, as the sender has named it
 * @param envelopeId the {@code ENVID}, if the sender has set one
 * @param labels what the sender calls it
 */
public record SentMail(MailId id, ReversePath sender, Optional<String> envelopeId, Labels labels) {
    /**
     * What the sender calls a mail.
     *
     * @param idempotencyKey the key that it was sent with
     * @param correlation the application's own words
     * @param channel the channel of reports that was chosen
     */
    public record Labels(Optional<String> idempotencyKey, Optional<String> correlation, Optional<String> channel) {
        /** Nothing was said. */
        public static final Labels NONE = new Labels(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The key that it was sent with. */
    public Optional<String> idempotencyKey() {
        return labels.idempotencyKey();
    }

    /** The application's own words. */
    public Optional<String> correlation() {
        return labels.correlation();
    }

    /** The channel of reports that was chosen. */
    public Optional<String> channel() {
        return labels.channel();
    }
}
