package io.github.smtpra.api.report;

import java.time.Instant;
import java.util.List;

/**
 * What has become of a mail, for those recipients that something is known of now. Immutable.
 *
 * @param id unique: the same when the report comes again
 * @param source who has found out
 * @param mail the mail
 * @param recipients at least one
 * @param time when that was
 * @param call which call of a bean this is for the report, from 1
 */
public record DeliveryReport(
        String id, ReportSource source, SentMail mail, List<RecipientReport> recipients, Instant time, int call) {
    /** Copies the list. */
    public DeliveryReport {
        recipients = List.copyOf(recipients);
    }

    /**
     * Whether a bean may have been called with this report before: its transaction rolled back, or the server ended
     * before it was known that it committed.
     */
    public boolean redelivered() {
        return call > 1;
    }
}
