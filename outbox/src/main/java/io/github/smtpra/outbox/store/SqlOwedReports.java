package io.github.smtpra.outbox.store;

import io.github.smtpra.api.queue.ReportStatistics;
import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.api.report.RecipientReport;
import io.github.smtpra.api.report.ReportSource;
import io.github.smtpra.api.report.SentMail;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.OwedReports;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The reports that are owed, in SQL. Asks by the operators' reader, so that no delivery waits. Safe for use by many threads. */
final class SqlOwedReports implements OwedReports {
    private static final int STEP = 1000;

    private final Writer writer;
    private final Reader reader;
    private final Claiming claiming;
    private final String node;
    private final DueSignal due = new DueSignal();

    SqlOwedReports(Writer writer, Reader reader, Claiming claiming, String node) {
        this.writer = writer;
        this.reader = reader;
        this.claiming = claiming;
        this.node = node;
    }

    /** A change without result. */
    private interface Change {
        void run(Sql sql) throws SQLException;
    }

    private void write(Durability durability, Change change) throws OutboxException {
        writer.write(durability, sql -> {
            change.run(sql);
            return true;
        });
    }

    /** Something is owed that was not before. */
    void fire() {
        due.fire();
    }

    /** Takes up what an earlier process of this node has left. */
    void recover() throws OutboxException {
        if (reader.read(sql -> OwedRows.hasLeftovers(sql, node))) {
            write(Durability.PROCESS_CRASH, sql -> OwedRows.free(sql, node));
        }
    }

    /** Looks first: a write that finds nothing would cost a flush. */
    @Override
    public List<DeliveryReport> claim(int max, Instant now, Duration lease) throws OutboxException {
        if (max < 1 || nextDue(now).filter(next -> !next.isAfter(now)).isEmpty()) {
            return List.of();
        }
        return writer.write(
                Durability.POWER_FAILURE,
                sql -> OwedRows.claim(sql, max, times(sql, now), new OwedRows.Taker(node, lease)));
    }

    private OwedRows.Times times(Sql sql, Instant now) throws SQLException {
        return new OwedRows.Times(now.toEpochMilli(), claiming.leaseTime(sql, now));
    }

    /** Not flushed: should it be forgotten, the report comes again, and says so. */
    @Override
    public void told(DeliveryReport report) throws OutboxException {
        write(Durability.PROCESS_CRASH, sql -> OwedRows.delete(sql, report.id()));
    }

    @Override
    public void again(DeliveryReport report, Instant at) throws OutboxException {
        write(Durability.PROCESS_CRASH, sql -> OwedRows.putOff(sql, report.id(), at.toEpochMilli(), 0, node));
    }

    @Override
    public void untold(DeliveryReport report, Instant at) throws OutboxException {
        write(Durability.PROCESS_CRASH, sql -> OwedRows.putOff(sql, report.id(), at.toEpochMilli(), 1, node));
    }

    @Override
    public void somebodyListens(Instant now) throws OutboxException {
        write(Durability.PROCESS_CRASH, sql -> OwedRows.somebodyListens(sql, now.toEpochMilli()));
        fire();
    }

    @Override
    public Optional<Instant> nextDue(Instant now) throws OutboxException {
        return reader.read(sql -> OwedRows.nextDue(sql, times(sql, now)));
    }

    @Override
    public List<Dropped> drop(Instant since, long most) throws OutboxException {
        List<Dropped> surplus = reader.read(sql -> OwedRows.surplus(sql, since.toEpochMilli(), most, STEP));
        if (!surplus.isEmpty()) {
            write(Durability.PROCESS_CRASH, sql -> {
                for (Dropped each : surplus) {
                    OwedRows.delete(sql, each.report());
                }
            });
        }
        return surplus;
    }

    @Override
    public Optional<SentMail> awaited(String token, Instant now) throws OutboxException {
        return reader.read(
                sql -> AwaitedRows.find(sql, token, now.toEpochMilli()).map(AwaitedRows.Awaited::mail));
    }

    @Override
    public boolean owe(String token, List<RecipientReport> recipients, Instant now) throws OutboxException {
        boolean owed = writer.write(Durability.POWER_FAILURE, sql -> owe(sql, token, recipients, now.toEpochMilli()));
        if (owed) {
            fire();
        }
        return owed;
    }

    private static boolean owe(Sql sql, String token, List<RecipientReport> recipients, long now) throws SQLException {
        Optional<AwaitedRows.Awaited> awaited = AwaitedRows.find(sql, token, now);
        return awaited.isPresent()
                && ReportRows.owe(
                        sql,
                        ReportSource.REMOTE,
                        awaited.get().mail(),
                        ReportRows.wanted(awaited.get().wanted(), recipients),
                        now);
    }

    @Override
    public void onDue(Runnable listener) {
        due.listener(listener);
    }

    @Override
    public ReportStatistics statistics() throws OutboxException {
        return reader.read(OwedRows::statistics);
    }
}
