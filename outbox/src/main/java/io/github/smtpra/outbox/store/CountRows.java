package io.github.smtpra.outbox.store;

import io.github.smtpra.api.queue.DestinationStatistics;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How many rows there are of which kind. Counted along indexes when asked for, and not kept: a counter in a row would make
 * all senders wait for each other.
 */
final class CountRows {
    private static final String DESTINATIONS = "SELECT domain, COUNT(*), MIN(mail_id) FROM recipient"
            + " WHERE domain IS NOT NULL GROUP BY domain ORDER BY COUNT(*) DESC, domain LIMIT ?";

    private CountRows() {}

    static OperatorStore.Counts counts(Sql sql, long now) throws SQLException {
        return new OperatorStore.Counts(
                count(sql, "due_at IS NOT NULL"),
                sql.first("SELECT COUNT(*) FROM message WHERE due_at <= ?", row -> row.getLong(1), now)
                        .orElse(0L),
                count(sql, "held = 1"),
                count(sql, "branch IS NOT NULL") + count(sql, "cancelled_by IS NOT NULL"),
                sql.first(
                        "SELECT sent_at FROM message ORDER BY mail_id LIMIT 1",
                        row -> Instant.ofEpochMilli(row.getLong(1))));
    }

    private static long count(Sql sql, String condition) throws SQLException {
        return sql.first("SELECT COUNT(*) FROM message WHERE " + condition, row -> row.getLong(1))
                .orElse(0L);
    }

    private record Destination(String domain, long recipients, String oldest) {}

    static List<DestinationStatistics> destinations(Sql sql, int max) throws SQLException {
        List<DestinationStatistics> all = new ArrayList<>();
        for (Destination each : sql.list(
                DESTINATIONS, row -> new Destination(row.getString(1), row.getLong(2), row.getString(3)), max)) {
            all.add(new DestinationStatistics(each.domain, each.recipients, sentAt(sql, each.oldest)));
        }
        return all;
    }

    private static Instant sentAt(Sql sql, String mail) throws SQLException {
        return sql.first(
                        "SELECT sent_at FROM message WHERE mail_id = ?",
                        row -> Instant.ofEpochMilli(row.getLong(1)),
                        mail)
                .orElse(Instant.EPOCH);
    }
}
