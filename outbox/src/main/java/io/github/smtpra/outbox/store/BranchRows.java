package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rows of prepared branches. */
final class BranchRows {
    private BranchRows() {}

    static void insert(Sql sql, BranchId branch, long preparedAt) throws SQLException {
        sql.update(
                "INSERT INTO branch (id, format_id, gtrid, bqual, prepared_at) VALUES (?, ?, ?, ?, ?)",
                branch.toString(),
                branch.formatId(),
                branch.transaction(),
                branch.qualifier(),
                preparedAt);
    }

    static List<BranchId> list(Sql sql) throws SQLException {
        return sql.list(
                "SELECT format_id, gtrid, bqual FROM branch ORDER BY prepared_at, id",
                row -> new BranchId(row.getInt(1), row.getString(2), row.getString(3)));
    }

    /** Makes the mails of {@code branch} due; false if there is no such branch. */
    static boolean commit(Sql sql, BranchId branch, long dueAt) throws SQLException {
        sql.update("UPDATE message SET due_at = ?, branch = NULL WHERE branch = ?", dueAt, branch.toString());
        return delete(sql, branch);
    }

    /** Removes {@code branch} with its mails, and returns these; empty if there is no such branch. */
    static Optional<List<MailId>> rollback(Sql sql, BranchId branch) throws SQLException {
        List<MailId> mails = sql.list(
                "SELECT mail_id FROM message WHERE branch = ?", row -> new MailId(row.getString(1)), branch.toString());
        for (MailId mail : mails) {
            MailRows.delete(sql, mail);
        }
        return delete(sql, branch) ? Optional.of(mails) : Optional.empty();
    }

    private static boolean delete(Sql sql, BranchId branch) throws SQLException {
        return sql.update("DELETE FROM branch WHERE id = ?", branch.toString()) == 1;
    }
}
