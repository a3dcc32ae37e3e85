package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.outbox.content.MailContent;
import io.github.smtpra.outbox.content.NewMail;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of whole mails. */
final class MailRows {
    private static final String MESSAGE = "INSERT INTO message"
            + " (mail_id, reverse_path, body, size, sent_at, in_file, due_at, branch, ret, envid, "
            + OptionColumns.NAMES + ", " + WishColumns.NAMES + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
            + OptionColumns.PLACES + ", " + WishColumns.PLACES + ")";
    private static final String RECIPIENT = "INSERT INTO recipient (mail_id, position, mailbox, state, attempts,"
            + " next_attempt_at, possible_duplicate, notify, orcpt, domain, give_up_at)"
            + " VALUES (?, ?, ?, 'due', 0, 0, 0, ?, ?, ?, ?)";

    private MailRows() {}

    /**
     * Adds a mail whose key, if it has one, nobody has used: due at {@code dueAt} milliseconds, or when it is held until,
     * or when {@code branch} is committed.
     */
    static void insert(Sql sql, NewMail mail, @Nullable Long dueAt, @Nullable String branch) throws SQLException {
        insertMessage(sql, mail, dueAt, branch);
        insertRecipients(sql, mail);
        insertContent(sql, mail);
    }

    private static void insertMessage(Sql sql, NewMail mail, @Nullable Long dueAt, @Nullable String branch)
            throws SQLException {
        sql.update(
                MESSAGE,
                Sql.join(
                        new @Nullable Object[] {
                            mail.id().value(),
                            mail.envelope().reversePath().text(),
                            mail.envelope().body().keyword(),
                            mail.size(),
                            mail.sentAt().toEpochMilli(),
                            mail.content() instanceof MailContent.InFile ? 1 : 0,
                            dueAt == null ? null : firstDue(mail, dueAt),
                            branch,
                            ReportColumns.ret(mail.envelope()),
                            ReportColumns.envid(mail.envelope())
                        },
                        Sql.join(OptionColumns.values(mail), WishColumns.values(mail))));
    }

    /** RFC 4865 §5: not before the time that its sender has said. (SRV-296) */
    private static long firstDue(NewMail mail, long dueAt) {
        return mail.heldUntil()
                .map(until -> Math.max(dueAt, until.toEpochMilli()))
                .orElse(dueAt);
    }

    private static void insertRecipients(Sql sql, NewMail mail) throws SQLException {
        Long giveUpAt = mail.giveUpAt().map(Instant::toEpochMilli).orElse(null);
        int position = 0;
        for (Recipient recipient : mail.envelope().recipients()) {
            sql.update(
                    RECIPIENT,
                    mail.id().value(),
                    position++,
                    recipient.mailbox().toString(),
                    ReportColumns.notify(recipient),
                    ReportColumns.orcpt(recipient),
                    domain(recipient.mailbox().domain()),
                    giveUpAt);
        }
    }

    /** A domain as it is compared: without case (RFC 5321 §2.4). */
    static String domain(String domain) {
        return domain.toLowerCase(Locale.ROOT);
    }

    private static void insertContent(Sql sql, NewMail mail) throws SQLException {
        if (mail.content() instanceof MailContent.InRow row) {
            sql.update(
                    "INSERT INTO content (mail_id, octets) VALUES (?, ?)",
                    mail.id().value(),
                    row.octets());
        }
    }

    /** Removes a mail that is done with; its key is remembered, and what is awaited about it. */
    static void delete(Sql sql, MailId mail, long now) throws SQLException {
        KeyRows.remember(sql, mail);
        AwaitedRows.remember(sql, mail, now);
        drop(sql, mail);
    }

    /** Removes a mail as if it had never been sent. */
    static void drop(Sql sql, MailId mail) throws SQLException {
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
