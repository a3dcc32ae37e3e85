package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rows of prepared branches. */
final class BranchRows {
    private BranchRows() {}

    static void insert(Sql sql, BranchId branch, String node, long preparedAt) throws SQLException {
        sql.update(
                "INSERT INTO branch (id, format_id, gtrid, bqual, prepared_at, node) VALUES (?, ?, ?, ?, ?, ?)",
                branch.toString(),
                branch.formatId(),
                branch.transaction(),
                branch.qualifier(),
                preparedAt,
                node);
    }

    /** Those that {@code node} has prepared: only the transaction manager of that node decides about them. */
    static List<BranchId> list(Sql sql, String node) throws SQLException {
        return sql.list(
                "SELECT format_id, gtrid, bqual FROM branch WHERE node = ? ORDER BY prepared_at, id",
                row -> new BranchId(row.getInt(1), row.getString(2), row.getString(3)),
                node);
    }

    /** Keeps {@code mail} from being tried until it is decided whether {@code branch} takes it out; false if it is gone. */
    static boolean reserve(Sql sql, BranchId branch, MailId mail) throws SQLException {
        return sql.update(
                        "UPDATE message SET cancelled_by = ?, due_at = NULL, claimed_by = NULL, claimed_until = NULL"
                                + " WHERE mail_id = ? AND branch IS NULL AND cancelled_by IS NULL",
                        branch.toString(),
                        mail.value())
                == 1;
    }

    /**
     * Makes the mails of {@code branch} due, removes those that it cancels, and returns these; empty if there is no such
     * branch.
     */
    static Optional<List<MailId>> commit(Sql sql, BranchId branch, long dueAt) throws SQLException {
        sql.update(
                "UPDATE message SET due_at = CASE WHEN hold_until > ? THEN hold_until ELSE ? END, branch = NULL"
                        + " WHERE branch = ?",
                dueAt,
                dueAt,
                branch.toString());
        List<MailId> cancelled = mails(sql, "cancelled_by", branch);
        for (MailId mail : cancelled) {
            ReportRows.cancelled(sql, mail, dueAt);
            MailRows.drop(sql, mail);
        }
        return delete(sql, branch) ? Optional.of(cancelled) : Optional.empty();
    }

    /** Removes {@code branch} with its mails, and returns these; empty if there is no such branch. */
    static Optional<List<MailId>> rollback(Sql sql, BranchId branch) throws SQLException {
        List<MailId> mails = mails(sql, "branch", branch);
        for (MailId mail : mails) {
            MailRows.drop(sql, mail);
        }
        for (MailId mail : mails(sql, "cancelled_by", branch)) {
            sql.update("UPDATE message SET cancelled_by = NULL WHERE mail_id = ?", mail.value());
            OperatorRows.schedule(sql, mail);
        }
        return delete(sql, branch) ? Optional.of(mails) : Optional.empty();
    }

    private static List<MailId> mails(Sql sql, String column, BranchId branch) throws SQLException {
        return sql.list(
                "SELECT mail_id FROM message WHERE " + column + " = ?",
                row -> new MailId(row.getString(1)),
                branch.toString());
    }

    private static boolean delete(Sql sql, BranchId branch) throws SQLException {
        return sql.update("DELETE FROM branch WHERE id = ?", branch.toString()) == 1;
    }
}
