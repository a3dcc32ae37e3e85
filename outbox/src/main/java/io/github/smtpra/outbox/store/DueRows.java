package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of what is due. Reads along the index of due times: as fast with a million mails waiting as with ten. */
final class DueRows {
    private static final String MAILS = "SELECT mail_id, reverse_path, body, size, sent_at, ret, envid FROM message"
            + " WHERE due_at <= ? ORDER BY due_at, mail_id";
    private static final String RECIPIENTS =
            "SELECT position, attempts, possible_duplicate, mailbox, notify, orcpt FROM recipient"
                    + " WHERE mail_id = ? AND next_attempt_at <= ? ORDER BY position";
    private static final String NEXT =
            "SELECT mail_id, due_at FROM message WHERE due_at IS NOT NULL ORDER BY due_at, mail_id";

    private DueRows() {}

    static List<ClaimedMail> list(Sql sql, long now, int max, Set<MailId> except) throws SQLException {
        List<ClaimedMail> mails = new ArrayList<>();
        Sql.Rows rows = row -> {
            if (!except.contains(new MailId(row.getString(1)))) {
                mail(sql, row, now).ifPresent(mails::add);
            }
            return mails.size() < max;
        };
        if (max > 0) {
            sql.scan(MAILS, rows, now);
        }
        return mails;
    }

    private static Optional<ClaimedMail> mail(Sql sql, ResultSet row, long now) throws SQLException {
        MailId id = new MailId(row.getString(1));
        List<ClaimedRecipient> recipients = sql.list(RECIPIENTS, DueRows::recipient, id.value(), now);
        return recipients.isEmpty() ? Optional.empty() : Optional.of(mail(id, row, recipients));
    }

    private static ClaimedMail mail(MailId id, ResultSet row, List<ClaimedRecipient> recipients) throws SQLException {
        return new ClaimedMail(
                id,
                ReversePath.parse(row.getString(2)),
                List.copyOf(recipients),
                ReportColumns.options(row),
                body(row.getString(3)),
                row.getLong(4),
                Instant.ofEpochMilli(row.getLong(5)));
    }

    private static BodyType body(String keyword) {
        return keyword.equals(BodyType.SEVEN_BIT.keyword()) ? BodyType.SEVEN_BIT : BodyType.EIGHT_BIT_MIME;
    }

    private static ClaimedRecipient recipient(ResultSet row) throws SQLException {
        return new ClaimedRecipient(row.getInt(1), ReportColumns.recipient(row), row.getInt(2), row.getInt(3) == 1);
    }

    static Optional<Instant> next(Sql sql, Set<MailId> except) throws SQLException {
        List<Instant> next = new ArrayList<>(1);
        sql.scan(NEXT, row -> {
            if (!except.contains(new MailId(row.getString(1)))) {
                next.add(Instant.ofEpochMilli(row.getLong(2)));
            }
            return next.isEmpty();
        });
        return next.stream().findFirst();
    }
}
