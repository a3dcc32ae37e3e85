package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.OutboxException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Claims of a database that several servers share: the row says which server has the mail in hand, and until when. A
 * server that lives renews its leases; what a dead one had in hand is free when they end. Time is the database's, so that
 * the servers' clocks need not agree. Safe for use by many threads.
 */
final class LeasedClaiming implements Claiming {
    private static final String NOW = "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";
    private static final String FREE = "(claimed_until IS NULL OR claimed_until <= " + NOW + ")";
    private static final String MAILS = "SELECT " + ClaimRows.COLUMNS + " FROM message WHERE rank = ? AND due_at <= ?"
            + " AND " + FREE + " ORDER BY due_at, mail_id LIMIT ? FOR UPDATE SKIP LOCKED";
    private static final String CLAIM =
            "UPDATE message SET claimed_by = ?, claimed_until = " + NOW + " + ? WHERE mail_id = ?";
    private static final String TAKE = CLAIM + " AND branch IS NULL AND cancelled_by IS NULL AND " + FREE;
    private static final String GIVE_BACK =
            "UPDATE message SET claimed_by = NULL, claimed_until = NULL WHERE mail_id = ? AND claimed_by = ?";
    private static final String GIVE_ALL_BACK =
            "UPDATE message SET claimed_by = NULL, claimed_until = NULL WHERE claimed_by = ?";
    private static final String RENEW =
            "UPDATE message SET claimed_until = " + NOW + " + ? WHERE claimed_by = ? AND claimed_until > " + NOW;
    private static final String MINE = "SELECT 1 FROM message WHERE mail_id = ? AND claimed_by = ? FOR UPDATE";
    private static final String TAKE_OVER =
            "SELECT MIN(claimed_until) FROM message WHERE claimed_by IS NOT NULL AND claimed_by <> ?";

    private final Writer writer;
    private final Reader reader;
    private final Lease lease;

    /**
     * Whose claims these are.
     *
     * @param node the server's name
     * @param time how long a claim lasts that is not renewed
     * @param heartbeat when they are renewed
     */
    record Lease(String node, Duration time, Heartbeat heartbeat) {
        long millis() {
            return time.toMillis();
        }
    }

    /** Another server has taken a mail over. */
    static final class LostException extends SQLException {
        private static final long serialVersionUID = 1L;

        LostException(MailId mail) {
            super("mail " + mail + " is not in this server's hand any more");
        }
    }

    /** Frees what this server had in hand when it was killed, and begins to renew. */
    LeasedClaiming(Writer writer, Reader reader, Lease lease) throws OutboxException {
        this.writer = writer;
        this.reader = reader;
        this.lease = lease;
        giveAllBack();
        lease.heartbeat().start(lease.time().dividedBy(3), this::renew);
    }

    @Override
    public List<ClaimedMail> claim(Instant now, int max, Set<MailId> except) throws OutboxException {
        return writer.write(
                Durability.PROCESS_CRASH,
                sql -> max < 1 || SettingRows.isPaused(sql) ? List.of() : claim(sql, now, max, except));
    }

    private List<ClaimedMail> claim(Sql sql, Instant now, int max, Set<MailId> except) throws SQLException {
        List<ClaimedMail> mails = new ArrayList<>();
        ClaimRows.forEachRank(sql, rank -> {
            int most = max - mails.size();
            sql
                    .list(MAILS, row -> ClaimRows.mail(sql, row, now), rank, now.toEpochMilli(), most + except.size())
                    .stream()
                    .flatMap(Optional::stream)
                    .filter(mail -> !except.contains(mail.id()))
                    .limit(most)
                    .forEach(mails::add);
            return mails.size() < max;
        });
        for (ClaimedMail mail : mails) {
            sql.update(CLAIM, lease.node(), lease.millis(), mail.id().value());
        }
        return mails;
    }

    @Override
    public boolean take(MailId mail, Instant now) throws OutboxException {
        return writer.write(
                Durability.PROCESS_CRASH, sql -> sql.update(TAKE, lease.node(), lease.millis(), mail.value()) == 1);
    }

    @Override
    public void giveBack(MailId mail) throws OutboxException {
        writer.write(Durability.PROCESS_CRASH, sql -> sql.update(GIVE_BACK, mail.value(), lease.node()));
    }

    private void giveAllBack() throws OutboxException {
        writer.write(Durability.PROCESS_CRASH, sql -> sql.update(GIVE_ALL_BACK, lease.node()));
    }

    private void renew() throws OutboxException {
        writer.write(Durability.PROCESS_CRASH, sql -> sql.update(RENEW, lease.millis(), lease.node()));
    }

    @Override
    public Optional<Instant> nextDue(Set<MailId> except) throws OutboxException {
        return reader.read(sql -> SettingRows.isPaused(sql) ? Optional.empty() : next(sql, except));
    }

    /** Also when another server's lease ends: it may be dead. */
    private Optional<Instant> next(Sql sql, Set<MailId> except) throws SQLException {
        Optional<Instant> due = ClaimRows.nextDue(sql, " AND " + FREE, except);
        Optional<Instant> free = sql.first(TAKE_OVER, row -> row.getLong(1), lease.node())
                .filter(until -> until > 0)
                .map(Instant::ofEpochMilli);
        return Stream.of(due, free).flatMap(Optional::stream).min(Instant::compareTo);
    }

    @Override
    public void require(Sql sql, MailId mail) throws SQLException {
        if (sql.first(MINE, row -> true, mail.value(), lease.node()).isEmpty()) {
            throw new LostException(mail);
        }
    }

    @Override
    public long leaseTime(Sql sql, Instant local) throws SQLException {
        return sql.first("SELECT " + NOW, row -> row.getLong(1)).orElseThrow();
    }

    @Override
    public void close() {
        lease.heartbeat().stop();
        try {
            giveAllBack();
            // The connection may go back to a pool, which knows nothing of what it has.
            writer.write(Durability.PROCESS_CRASH, sql -> sql.first("SELECT pg_advisory_unlock_all()", row -> true));
        } catch (OutboxException e) {
            System.getLogger(LeasedClaiming.class.getName())
                    .log(System.Logger.Level.DEBUG, "The claims of this server end by themselves", e);
        }
    }
}
