package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.Mailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many reports one mailbox gets in an hour: someone whose address is on mail of others is not to drown in what becomes of
 * it (RFC 5321 §6.2). In memory, of the mailboxes last reported to. Safe for use by many threads.
 */
final class ReportLimit {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final int perHour;
    private final Map<Mailbox, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Mailbox, Count> eldest) {
            return size() > MOST;
        }
    };

    /** How many since when. */
    private record Count(Instant since, int reports) {}

    ReportLimit(int perHour) {
        this.perHour = perHour;
    }

    /** Counts a report to {@code mailbox}; whether there may be one. */
    synchronized boolean permits(Mailbox mailbox, Instant now) {
        Count old = counts.get(mailbox);
        Count count = old == null || !now.isBefore(old.since().plus(WINDOW)) ? new Count(now, 0) : old;
        counts.put(mailbox, new Count(count.since(), Math.min(perHour, count.reports() + 1)));
        return count.reports() < perHour;
    }
}
