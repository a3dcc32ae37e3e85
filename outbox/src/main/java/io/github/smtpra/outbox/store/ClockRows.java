package io.github.smtpra.outbox.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** What depends on a clock that somebody may set back. */
final class ClockRows {
    private static final String NEWEST = "SELECT sent_at FROM message ORDER BY mail_id DESC LIMIT 1";
    private static final String LATER = " > ? AND %1$s <= ?";
    private static final String RECIPIENTS = "UPDATE recipient SET next_attempt_at = ?"
            + " WHERE state = 'due' AND next_attempt_at" + LATER.formatted("next_attempt_at");
    private static final String MAILS = "UPDATE message SET due_at = ? WHERE due_at" + LATER.formatted("due_at")
            + " AND (hold_until IS NULL OR hold_until <= ?)";

    private ClockRows() {}

    /** Ids sort by time. */
    static Optional<Instant> newest(Sql sql) throws SQLException {
        return sql.first(NEWEST, row -> Instant.ofEpochMilli(row.getLong(1)));
    }

    /** Makes due what was due by the clock as it was. A scan; clocks are seldom set back. */
    static void setBack(Sql sql, long before, long now) throws SQLException {
        sql.update(RECIPIENTS, now, now, before);
        sql.update(MAILS, now, now, before, now);
    }
}
