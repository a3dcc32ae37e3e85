package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.outbox.content.MailContent;
import io.github.smtpra.outbox.content.NewMail;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of whole mails. */
final class MailRows {
    private static final String MESSAGE = "INSERT INTO message"
            + " (mail_id, reverse_path, body, size, sent_at, in_file, due_at, branch, ret, envid)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String RECIPIENT = "INSERT INTO recipient"
            + " (mail_id, position, mailbox, state, attempts, next_attempt_at, possible_duplicate, notify, orcpt)"
            + " VALUES (?, ?, ?, 'due', 0, 0, 0, ?, ?)";

    private MailRows() {}

    /** Adds mails: due at {@code dueAt} milliseconds, or due when {@code branch} is committed. */
    static void insert(Sql sql, List<NewMail> mails, @Nullable Long dueAt, @Nullable String branch)
            throws SQLException {
        for (NewMail mail : mails) {
            insert(sql, mail, dueAt, branch);
        }
    }

    private static void insert(Sql sql, NewMail mail, @Nullable Long dueAt, @Nullable String branch)
            throws SQLException {
        String id = mail.id().value();
        sql.update(
                MESSAGE,
                id,
                mail.envelope().reversePath().text(),
                mail.envelope().body().keyword(),
                mail.size(),
                mail.sentAt().toEpochMilli(),
                mail.content() instanceof MailContent.InFile ? 1 : 0,
                dueAt,
                branch,
                ReportColumns.ret(mail.envelope()),
                ReportColumns.envid(mail.envelope()));
        int position = 0;
        for (Recipient recipient : mail.envelope().recipients()) {
            sql.update(
                    RECIPIENT,
                    id,
                    position++,
                    recipient.mailbox().toString(),
                    ReportColumns.notify(recipient),
                    ReportColumns.orcpt(recipient));
        }
        if (mail.content() instanceof MailContent.InRow row) {
            sql.update("INSERT INTO content (mail_id, octets) VALUES (?, ?)", id, row.octets());
        }
    }

    static void delete(Sql sql, MailId mail) throws SQLException {
        sql.update("DELETE FROM content WHERE mail_id = ?", mail.value());
        sql.update("DELETE FROM recipient WHERE mail_id = ?", mail.value());
        sql.update("DELETE FROM message WHERE mail_id = ?", mail.value());
    }

    static boolean contains(Sql sql, MailId mail) throws SQLException {
        return sql.first("SELECT in_file FROM message WHERE mail_id = ?", row -> row.getInt(1), mail.value())
                .isPresent();
    }

    static Optional<MailContent> content(Sql sql, MailId mail) throws SQLException {
        Optional<Integer> inFile =
                sql.first("SELECT in_file FROM message WHERE mail_id = ?", row -> row.getInt(1), mail.value());
        if (inFile.isEmpty()) {
            return Optional.empty();
        }
        return inFile.get() == 1 ? Optional.of(new MailContent.InFile()) : octets(sql, mail);
    }

    private static Optional<MailContent> octets(Sql sql, MailId mail) throws SQLException {
        return sql.first(
                "SELECT octets FROM content WHERE mail_id = ?",
                row -> new MailContent.InRow(row.getBytes(1)),
                mail.value());
    }
}
