package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.OutboxException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Claims of a store that one process has for itself: what the process has in hand it knows, and the store need not. A
 * process that is killed has nothing in hand.
 */
final class LocalClaiming implements Claiming {
    private static final String MAILS =
            "SELECT " + ClaimRows.COLUMNS + " FROM message WHERE rank = ? AND due_at <= ? ORDER BY due_at, mail_id";
    private static final String TAKE =
            "SELECT mail_id FROM message WHERE mail_id = ? AND branch IS NULL AND cancelled_by IS NULL";

    private final Reader reader;

    LocalClaiming(Reader reader) {
        this.reader = reader;
    }

    @Override
    public List<ClaimedMail> claim(Instant now, int max, Set<MailId> except) throws OutboxException {
        return reader.read(sql -> max < 1 || SettingRows.isPaused(sql) ? List.of() : list(sql, now, max, except));
    }

    private static List<ClaimedMail> list(Sql sql, Instant now, int max, Set<MailId> except) throws SQLException {
        List<ClaimedMail> mails = new ArrayList<>();
        Sql.Rows rows = row -> {
            if (!except.contains(new MailId(row.getString("mail_id")))) {
                ClaimRows.mail(sql, row, now).ifPresent(mails::add);
            }
            return mails.size() < max;
        };
        ClaimRows.forEachRank(sql, rank -> {
            sql.scan(MAILS, rows, rank, now.toEpochMilli());
            return mails.size() < max;
        });
        return mails;
    }

    @Override
    public boolean take(MailId mail, Instant now) throws OutboxException {
        return reader.read(
                sql -> sql.first(TAKE, row -> row.getString(1), mail.value()).isPresent());
    }

    @Override
    public void giveBack(MailId mail) {
        // Only the process knew.
    }

    @Override
    public Optional<Instant> nextDue(Set<MailId> except) throws OutboxException {
        return reader.read(sql -> SettingRows.isPaused(sql) ? Optional.empty() : ClaimRows.nextDue(sql, "", except));
    }

    @Override
    public void require(Sql sql, MailId mail) {
        // Nobody else is there.
    }

    @Override
    public long leaseTime(Sql sql, Instant local) {
        return local.toEpochMilli();
    }

    @Override
    public void close() {
        // Nothing is left behind.
    }
}
