package io.github.smtpra.outbox.store;

import io.github.smtpra.api.report.SentMail;
import io.github.smtpra.api.report.WantedReports;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.ReversePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The mails that notifications are awaited about: those in the queue stand in their rows, those that have left it are
 * remembered for a {@link #WINDOW}, which is longer than servers try.
 */
final class AwaitedRows {
    static final Duration WINDOW = Duration.ofDays(14);

    private static final String NAMES = "mail_id, sender_path, envid, idempotency_key, correlation, channel, reports";
    /** An ENVID that is the token is ours, and not the sender's. */
    static final String OF_MESSAGE = NAMES.replace("envid", "NULLIF(envid, return_token) AS envid");

    private static final String REMEMBER = "INSERT INTO awaited (return_token, " + NAMES + ", expires_at)"
            + " SELECT return_token, " + OF_MESSAGE + ", CAST(? AS BIGINT) FROM message"
            + " WHERE mail_id = ? AND return_token IS NOT NULL AND reports IS NOT NULL";
    private static final String IN_QUEUE = "SELECT " + OF_MESSAGE + " FROM message WHERE return_token = ?"
            + " AND branch IS NULL AND reports IS NOT NULL";
    private static final String GONE = "SELECT " + NAMES + " FROM awaited WHERE return_token = ? AND expires_at > ?";
    private static final String SWEEP = "DELETE FROM awaited WHERE return_token IN"
            + " (SELECT return_token FROM awaited WHERE expires_at <= ? ORDER BY expires_at LIMIT 10)";

    private AwaitedRows() {}

    /** A mail, and what its sender wants to be told. */
    record Awaited(SentMail mail, WantedReports wanted) {}

    /** Remembers a mail that is about to leave the queue, if a notification about it is awaited. */
    static void remember(Sql sql, MailId mail, long now) throws SQLException {
        if (sql.update(REMEMBER, now + WINDOW.toMillis(), mail.value()) > 0) {
            sql.update(SWEEP, now);
        }
    }

    static Optional<Awaited> find(Sql sql, String token, long now) throws SQLException {
        Optional<Awaited> queued = sql.first(IN_QUEUE, AwaitedRows::read, token);
        return queued.isPresent() ? queued : sql.first(GONE, AwaitedRows::read, token, now);
    }

    private static Awaited read(ResultSet row) throws SQLException {
        return new Awaited(mail(row), WantedReports.of(row.getString("reports")));
    }

    /** The mail that a row of this table, or of reports, is about. */
    static SentMail mail(ResultSet row) throws SQLException {
        return new SentMail(
                new MailId(row.getString("mail_id")),
                ReversePath.parse(row.getString("sender_path")),
                Optional.ofNullable(row.getString("envid")),
                new SentMail.Labels(
                        Optional.ofNullable(row.getString("idempotency_key")),
                        Optional.ofNullable(row.getString("correlation")),
                        Optional.ofNullable(row.getString("channel"))));
    }
}
