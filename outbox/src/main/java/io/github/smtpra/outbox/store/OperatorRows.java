package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What operators change in the rows of mails, of which the caller has in hand those that it names. */
final class OperatorRows {
    private static final String NEXT = "SELECT next_attempt_at FROM recipient WHERE mail_id = ? AND state = 'due'"
            + " ORDER BY next_attempt_at LIMIT 1";
    private static final String SCHEDULE = "UPDATE message SET due_at ="
            + " CASE WHEN held = 1 THEN NULL WHEN hold_until > ? THEN hold_until ELSE ? END WHERE mail_id = ?";
    private static final String DECIDE =
            "UPDATE recipient SET state = 'due', next_attempt_at = 0" + " WHERE mail_id = ? AND state = 'uncertain'";
    // RFC 1985 §5 (OPS-005): a run for one destination only.
    private static final String AT_DESTINATION =
            "SELECT DISTINCT mail_id FROM recipient WHERE domain = ? AND mail_id > ? ORDER BY mail_id LIMIT ?";
    private static final String RETRY_RECIPIENTS =
            "UPDATE recipient SET next_attempt_at = 0" + " WHERE mail_id = ? AND domain = ? AND state = 'due'";
    private static final String GIVE_UP =
            "UPDATE recipient SET give_up_at = ?" + " WHERE mail_id = ? AND domain = ? AND state = 'due'";
    private static final String RETRY = "UPDATE message SET due_at = ? WHERE mail_id = ? AND due_at IS NOT NULL"
            + " AND (hold_until IS NULL OR hold_until <= ?)";

    private OperatorRows() {}

    /** Makes a mail due when its recipients are, or not at all if an operator has it held. */
    static void schedule(Sql sql, MailId mail) throws SQLException {
        Optional<Long> next = sql.first(NEXT, row -> row.getLong(1), mail.value());
        if (next.isPresent()) {
            sql.update(SCHEDULE, next.get(), next.get(), mail.value());
        } else {
            hold(sql, mail);
        }
    }

    static void hold(Sql sql, MailId mail) throws SQLException {
        sql.update("UPDATE message SET held = 1, due_at = NULL WHERE mail_id = ?", mail.value());
    }

    /** Ends a hold. Where the mail may have arrived, it is sent again: an operator has decided so. */
    static void release(Sql sql, MailId mail) throws SQLException {
        if (sql.update(DECIDE, mail.value()) > 0) {
            sql.update("UPDATE message SET when_uncertain = 'resend' WHERE mail_id = ?", mail.value());
        }
        sql.update("UPDATE message SET held = 0 WHERE mail_id = ?", mail.value());
        schedule(sql, mail);
    }

    static void retry(Sql sql, MailId mail, long now) throws SQLException {
        release(sql, mail);
        sql.update("UPDATE recipient SET next_attempt_at = 0 WHERE mail_id = ? AND state = 'due'", mail.value());
        sql.update("UPDATE message SET due_at = ?, hold_until = NULL WHERE mail_id = ?", now, mail.value());
    }

    /** Up to {@code max} mails behind {@code after} that wait for recipients at {@code domain}. */
    static List<MailId> at(Sql sql, String domain, String after, int max) throws SQLException {
        return sql.list(AT_DESTINATION, row -> new MailId(row.getString(1)), domain, after, max);
    }

    /** Makes what waits at {@code domain} due; false if the mail is held, in doubt, or to be held until later. */
    static boolean retryAt(Sql sql, String domain, MailId mail, long now) throws SQLException {
        sql.update(RETRY_RECIPIENTS, mail.value(), domain);
        return sql.update(RETRY, now, mail.value(), now) == 1;
    }

    /** Has recipients at {@code domain} given up by their next failure. */
    static void giveUpAt(Sql sql, String domain, MailId mail, long now) throws SQLException {
        sql.update(GIVE_UP, now, mail.value(), domain);
    }
}
