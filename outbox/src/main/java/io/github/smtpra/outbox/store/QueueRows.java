package io.github.smtpra.outbox.store;

import io.github.smtpra.api.queue.QueueSelection;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.queue.QueuedRecipient;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.ReversePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the queue as operators see them. */
final class QueueRows {
    private static final String MAILS = "SELECT mail_id, reverse_path, size, sent_at, due_at, branch, held, route,"
            + " cancelled_by FROM message WHERE mail_id ";
    private static final String PAGE = " ORDER BY mail_id LIMIT ?";
    private static final String AT = " AND mail_id IN (SELECT mail_id FROM recipient WHERE domain = ? AND mail_id > ?)";
    private static final String RECIPIENTS = "SELECT mailbox, state, attempts, possible_duplicate, status,"
            + " diagnosis FROM recipient WHERE mail_id = ? AND state IN ('due', 'uncertain') ORDER BY position";

    private QueueRows() {}

    static Optional<QueuedMail> find(Sql sql, MailId mail) throws SQLException {
        return sql.first(MAILS + "= ?", row -> mail(sql, row), mail.value());
    }

    static List<QueuedMail> list(Sql sql, QueueSelection selection) throws SQLException {
        StringBuilder query = new StringBuilder(MAILS).append("> ?");
        List<@Nullable Object> values = new ArrayList<>();
        String after = selection.after().map(MailId::value).orElse("");
        values.add(after);
        selection.recipientDomain().ifPresent(domain -> {
            query.append(AT);
            values.add(MailRows.domain(domain));
            values.add(after);
        });
        selection.sender().ifPresent(sender -> {
            query.append(" AND reverse_path = ?");
            values.add(sender.text());
        });
        selection.state().ifPresent(state -> query.append(" AND ").append(condition(state)));
        values.add(selection.limit());
        return sql.list(query.append(PAGE).toString(), row -> mail(sql, row), values.toArray());
    }

    private static String condition(QueuedMail.State state) {
        return switch (state) {
            case WAITING, IN_HAND -> "due_at IS NOT NULL";
            case HELD -> "held = 1";
            case IN_DOUBT -> "(branch IS NOT NULL OR cancelled_by IS NOT NULL)";
        };
    }

    private static QueuedMail mail(Sql sql, ResultSet row) throws SQLException {
        MailId id = new MailId(row.getString("mail_id"));
        long due = row.getLong("due_at");
        Optional<Instant> dueAt = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(due));
        return new QueuedMail(
                id,
                ReversePath.parse(row.getString("reverse_path")),
                row.getLong("size"),
                Instant.ofEpochMilli(row.getLong("sent_at")),
                state(row),
                dueAt,
                row.getString("route"),
                sql.list(RECIPIENTS, QueueRows::recipient, id.value()));
    }

    private static QueuedMail.State state(ResultSet row) throws SQLException {
        if (row.getString("branch") != null || row.getString("cancelled_by") != null) {
            return QueuedMail.State.IN_DOUBT;
        }
        return row.getInt("held") == 1 ? QueuedMail.State.HELD : QueuedMail.State.WAITING;
    }

    private static QueuedRecipient recipient(ResultSet row) throws SQLException {
        String status = row.getString("status");
        return new QueuedRecipient(
                Mailbox.parse(row.getString("mailbox")),
                row.getString("state").equals("due") ? QueuedRecipient.State.DUE : QueuedRecipient.State.UNCERTAIN,
                row.getInt("attempts"),
                row.getInt("possible_duplicate") == 1,
                status == null ? "" : status + " " + row.getString("diagnosis"));
    }
}
