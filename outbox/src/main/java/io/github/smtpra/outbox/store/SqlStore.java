package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.OwedReports;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.content.MailContent;
import io.github.smtpra.outbox.content.NewMail;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store in SQL, of either database. Its parts have the threads; safe for use by many. */
final class SqlStore implements OutboxStore {
    private final Parts parts;
    private final SqlOperatorStore operator;
    private final SqlOwedReports owed;

    /**
     * What a store is made of.
     *
     * @param writer does all writes
     * @param reader answers what delivery asks
     * @param operatorReader answers what operators ask
     * @param claiming hands out mail
     * @param node whose branches these are
     * @param large where large contents lie
     * @param end run when all is closed
     */
    record Parts(
            Writer writer,
            Reader reader,
            Reader operatorReader,
            Claiming claiming,
            String node,
            LargeContents large,
            Runnable end) {}

    SqlStore(Parts parts) {
        this.parts = parts;
        operator = new SqlOperatorStore(parts.writer(), parts.operatorReader(), parts.claiming());
        owed = new SqlOwedReports(parts.writer(), parts.operatorReader(), parts.claiming(), parts.node());
    }

    /** This store, once it has taken up what an earlier process has left. */
    SqlStore recovered() throws OutboxException {
        owed.recover();
        return this;
    }

    @Override
    public List<MailId> add(Changes changes, Instant now) throws OutboxException {
        List<MailId> sent =
                parts.writer().write(durabilityOf(changes.added()), sql -> change(sql, changes, now.toEpochMilli()));
        parts.large().kept(changes.added());
        if (!changes.cancelled().isEmpty()) {
            owed.fire();
        }
        return sent;
    }

    private List<MailId> change(Sql sql, Changes changes, long now) throws SQLException {
        for (MailId mail : changes.cancelled()) {
            parts.claiming().require(sql, mail);
            ReportRows.cancelled(sql, mail, now);
            MailRows.drop(sql, mail);
        }
        List<MailId> sent = new ArrayList<>();
        for (NewMail mail : changes.added()) {
            Optional<MailId> before = KeyRows.sentBefore(sql, mail, now);
            if (before.isEmpty()) {
                insert(sql, mail, now, null);
            }
            sent.add(before.orElse(mail.id()));
        }
        return List.copyOf(sent);
    }

    @Override
    public void prepare(BranchId branch, Changes changes, Instant now) throws OutboxException {
        parts.writer().write(durabilityOf(changes.added()), sql -> {
            promise(sql, branch, changes, now.toEpochMilli());
            return true;
        });
        parts.large().kept(changes.added());
    }

    private void promise(Sql sql, BranchId branch, Changes changes, long now) throws SQLException {
        BranchRows.insert(sql, branch, parts.node(), now);
        for (MailId mail : changes.cancelled()) {
            parts.claiming().require(sql, mail);
            if (!BranchRows.reserve(sql, branch, mail)) {
                throw new SQLException("mail " + mail + ", which is to be cancelled, is gone");
            }
        }
        for (NewMail mail : changes.added()) {
            if (KeyRows.sentBefore(sql, mail, now).isPresent()) {
                throw new SQLException("a mail with the same idempotency key has been sent meanwhile");
            }
            insert(sql, mail, null, branch.toString());
        }
    }

    private void insert(Sql sql, NewMail mail, @Nullable Long dueAt, @Nullable String branch) throws SQLException {
        MailRows.insert(sql, mail, dueAt, branch);
        if (mail.content() instanceof MailContent.InFile) {
            parts.large().keep(sql, mail.id());
        }
    }

    private static Durability durabilityOf(List<NewMail> mails) {
        return mails.stream().anyMatch(mail -> mail.content() instanceof MailContent.InFile)
                ? Durability.POWER_FAILURE_WITH_FILES
                : Durability.POWER_FAILURE;
    }

    @Override
    public Optional<List<MailId>> commit(BranchId branch, Instant now) throws OutboxException {
        Optional<List<MailId>> cancelled = parts.writer()
                .write(Durability.POWER_FAILURE, sql -> BranchRows.commit(sql, branch, now.toEpochMilli()));
        if (cancelled.filter(mails -> !mails.isEmpty()).isPresent()) {
            owed.fire();
        }
        return cancelled;
    }

    @Override
    public Optional<List<MailId>> rollback(BranchId branch) throws OutboxException {
        return parts.writer().write(Durability.POWER_FAILURE, sql -> BranchRows.rollback(sql, branch));
    }

    @Override
    public List<BranchId> prepared() throws OutboxException {
        return parts.reader().read(sql -> BranchRows.list(sql, parts.node()));
    }

    @Override
    public Optional<KeyUse> keyUse(String key, Instant now) throws OutboxException {
        return parts.reader().read(sql -> KeyRows.find(sql, key, now.toEpochMilli()));
    }

    @Override
    public boolean contains(MailId mail) throws OutboxException {
        return parts.reader().read(sql -> MailRows.contains(sql, mail));
    }

    @Override
    public List<ClaimedMail> claim(Instant now, int max, Set<MailId> except) throws OutboxException {
        return parts.claiming().claim(now, max, except);
    }

    @Override
    public boolean take(MailId mail, Instant now) throws OutboxException {
        return parts.claiming().take(mail, now);
    }

    @Override
    public void giveBack(MailId mail) throws OutboxException {
        parts.claiming().giveBack(mail);
    }

    @Override
    public Optional<Instant> nextDue(Set<MailId> except) throws OutboxException {
        return parts.claiming().nextDue(except);
    }

    @Override
    public Optional<Instant> newest() throws OutboxException {
        return parts.reader().read(ClockRows::newest);
    }

    @Override
    public void clockSetBack(Instant before, Instant now) throws OutboxException {
        parts.writer().write(Durability.POWER_FAILURE, sql -> {
            ClockRows.setBack(sql, before.toEpochMilli(), now.toEpochMilli());
            return true;
        });
    }

    @Override
    public Optional<MailContent> content(MailId mail) throws OutboxException {
        Optional<MailContent> content = parts.reader().read(sql -> MailRows.content(sql, mail));
        return content.map(
                each -> each instanceof MailContent.InFile ? parts.large().content(mail) : each);
    }

    @Override
    public void markFinalDot(MailId mail, Collection<Integer> positions) throws OutboxException {
        parts.writer().write(Durability.PROCESS_CRASH, sql -> {
            parts.claiming().require(sql, mail);
            OutcomeRows.markFinalDot(sql, mail, positions);
            return true;
        });
    }

    /** What a record has come to. */
    private record Recorded(boolean gone, boolean owing) {}

    @Override
    public boolean record(MailId mail, List<RecipientOutcome> outcomes, List<NewMail> reports, Instant now)
            throws OutboxException {
        Recorded recorded = parts.writer().write(durabilityOf(reports), sql -> {
            parts.claiming().require(sql, mail);
            for (NewMail report : reports) {
                insert(sql, report, now.toEpochMilli(), null);
            }
            OutcomeRows.record(sql, mail, outcomes);
            boolean owing = ReportRows.ended(sql, mail, outcomes, now.toEpochMilli());
            return new Recorded(OutcomeRows.settle(sql, mail, now.toEpochMilli()), owing);
        });
        parts.large().kept(reports);
        if (recorded.owing()) {
            owed.fire();
        }
        return recorded.gone();
    }

    @Override
    public OwedReports reports() {
        return owed;
    }

    @Override
    public OperatorStore operator() {
        return operator;
    }

    @Override
    public void close() {
        parts.claiming().close();
        parts.operatorReader().close();
        parts.reader().close();
        parts.writer().close();
        parts.end().run();
    }
}
