package io.github.smtpra.outbox.store;

import io.github.smtpra.api.queue.ReportStatistics;
import io.github.smtpra.api.report.DeliveryOutcome;
import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.api.report.RecipientReport;
import io.github.smtpra.api.report.RecipientReport.Found;
import io.github.smtpra.api.report.ReportSource;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.outbox.OwedReports.Dropped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hands out the reports that are owed. Who takes one puts it off to the end of the lease in the same breath: the update
 * finds it due for one taker only, whichever servers share the table. While somebody has a report, its due time is that
 * of the lease, by the clock that leases go by; else that of the schedule, by the servers' own.
 */
final class OwedRows {
    private static final String IS_DUE = "due_at <= CASE WHEN claimed_by IS NULL THEN ? ELSE ? END";
    private static final String DUE =
            "SELECT report_id FROM report WHERE due_at <= ? AND " + IS_DUE + " ORDER BY due_at, report_id LIMIT ?";
    private static final String TAKE =
            "UPDATE report SET due_at = ?, calls = calls + 1, claimed_by = ? WHERE report_id = ? AND " + IS_DUE;
    private static final String READ = "SELECT * FROM report WHERE report_id = ?";
    private static final String READ_RECIPIENTS =
            "SELECT address, outcome, status, attempts, remote_host, remote_reply,"
                    + " diagnosis, tls FROM report_recipient WHERE report_id = ? ORDER BY position";
    private static final String PUT_OFF =
            "UPDATE report SET due_at = ?, claimed_by = NULL, calls = calls - ? WHERE report_id = ? AND claimed_by = ?";
    private static final String FREE = "UPDATE report SET due_at = 0, claimed_by = NULL WHERE claimed_by = ?";
    private static final String WAITING = "UPDATE report SET due_at = ? WHERE claimed_by IS NULL AND due_at > ?";
    private static final String NEXT_FREE =
            "SELECT due_at FROM report WHERE claimed_by IS NULL ORDER BY due_at LIMIT 1";
    private static final String NEXT = "SELECT due_at, claimed_by FROM report ORDER BY due_at LIMIT 1";
    private static final String OLD = "SELECT report_id, mail_id, calls FROM report WHERE made_at < ? LIMIT ?";
    private static final String FIRST = "SELECT report_id, mail_id, calls FROM report ORDER BY report_id LIMIT ?";
    private static final String COUNT = "SELECT COUNT(*) FROM report";
    private static final String STATISTICS =
            "SELECT COUNT(*), COUNT(CASE WHEN calls > 0 THEN 1 END), MIN(made_at) FROM report";

    private OwedRows() {}

    /**
     * What time it is, in milliseconds.
     *
     * @param local by this server's clock
     * @param ofLeases by the clock that leases go by
     */
    record Times(long local, long ofLeases) {}

    static List<DeliveryReport> claim(Sql sql, int max, Times now, Taker taker) throws SQLException {
        List<DeliveryReport> taken = new ArrayList<>();
        long latest = Math.max(now.local(), now.ofLeases());
        long until = now.ofLeases() + taker.lease().toMillis();
        for (String id : sql.list(DUE, row -> row.getString(1), latest, now.local(), now.ofLeases(), max)) {
            if (sql.update(TAKE, until, taker.node(), id, now.local(), now.ofLeases()) == 1) {
                List<RecipientReport> recipients = sql.list(READ_RECIPIENTS, OwedRows::recipient, id);
                sql.first(READ, row -> report(row, recipients), id).ifPresent(taken::add);
            }
        }
        return List.copyOf(taken);
    }

    /** Who takes reports, and for how long. */
    record Taker(String node, Duration lease) {}

    private static DeliveryReport report(ResultSet row, List<RecipientReport> recipients) throws SQLException {
        return new DeliveryReport(
                row.getString("report_id"),
                ReportSource.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                AwaitedRows.mail(row),
                recipients,
                Instant.ofEpochMilli(row.getLong("made_at")),
                row.getInt("calls"));
    }

    private static RecipientReport recipient(ResultSet row) throws SQLException {
        return new RecipientReport(
                row.getString("address"),
                DeliveryOutcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                EnhancedStatusCode.parse(row.getString("status")),
                row.getInt("attempts"),
                new Found(
                        row.getString("remote_host"),
                        row.getString("remote_reply"),
                        row.getString("diagnosis"),
                        row.getString("tls")));
    }

    /** Makes {@code report} due at {@code at}, unless its lease has ended and another has it; {@code uncounted} of its calls were none. */
    static void putOff(Sql sql, String report, long at, int uncounted, String node) throws SQLException {
        sql.update(PUT_OFF, at, uncounted, report, node);
    }

    static void delete(Sql sql, String report) throws SQLException {
        sql.update("DELETE FROM report_recipient WHERE report_id = ?", report);
        sql.update("DELETE FROM report WHERE report_id = ?", report);
    }

    static boolean hasLeftovers(Sql sql, String node) throws SQLException {
        return sql.first("SELECT 1 FROM report WHERE claimed_by = ? LIMIT 1", row -> true, node)
                .isPresent();
    }

    /** What {@code node} had in hand when it ended, it has no longer. */
    static void free(Sql sql, String node) throws SQLException {
        sql.update(FREE, node);
    }

    static void somebodyListens(Sql sql, long now) throws SQLException {
        sql.update(WAITING, now, now);
    }

    /** By the server's own clock, also when a lease ends. */
    static Optional<Instant> nextDue(Sql sql, Times now) throws SQLException {
        Optional<Long> free = sql.first(NEXT_FREE, row -> row.getLong(1));
        Optional<Long> leased = sql.first(NEXT, OwedRows::endOfLease)
                .flatMap(each -> each)
                .map(until -> until - now.ofLeases() + now.local());
        return Stream.of(free, leased)
                .flatMap(Optional::stream)
                .min(Long::compare)
                .map(Instant::ofEpochMilli);
    }

    private static Optional<Long> endOfLease(ResultSet row) throws SQLException {
        return row.getString(2) == null ? Optional.empty() : Optional.of(row.getLong(1));
    }

    /** Reports made before {@code since}; if there are none, the oldest of those that are more than {@code most}. */
    static List<Dropped> surplus(Sql sql, long since, long most, int max) throws SQLException {
        List<Dropped> old = sql.list(OLD, OwedRows::dropped, since, max);
        if (!old.isEmpty()) {
            return old;
        }
        long count = sql.first(COUNT, row -> row.getLong(1)).orElse(0L);
        return count <= most ? List.of() : sql.list(FIRST, OwedRows::dropped, Math.min(max, count - most));
    }

    private static Dropped dropped(ResultSet row) throws SQLException {
        return new Dropped(row.getString(1), row.getString(2), row.getInt(3));
    }

    static ReportStatistics statistics(Sql sql) throws SQLException {
        return sql.first(STATISTICS, OwedRows::statistics).orElseThrow();
    }

    private static ReportStatistics statistics(ResultSet row) throws SQLException {
        long oldest = row.getLong(3);
        Optional<Instant> time = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest));
        return new ReportStatistics(row.getLong(1), row.getLong(2), time);
    }
}
