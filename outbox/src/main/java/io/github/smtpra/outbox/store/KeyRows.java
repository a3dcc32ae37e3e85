package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.content.NewMail;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The idempotency keys: those of mails in the queue stand in their rows, those of mails that have left it are remembered
 * for a {@link #WINDOW} from when they were sent.
 */
final class KeyRows {
    static final Duration WINDOW = Duration.ofDays(1);

    private static final String IN_QUEUE = "SELECT mail_id, branch FROM message WHERE idempotency_key = ?";
    private static final String USED = "SELECT mail_id FROM used_key WHERE idempotency_key = ? AND expires_at > ?";
    private static final String REMEMBER = "INSERT INTO used_key (idempotency_key, mail_id, expires_at)"
            + " SELECT idempotency_key, mail_id, sent_at + " + WINDOW.toMillis() + " FROM message"
            + " WHERE mail_id = ? AND idempotency_key IS NOT NULL";
    private static final String FORGET = "DELETE FROM used_key WHERE idempotency_key = ?";
    private static final String SWEEP = "DELETE FROM used_key WHERE idempotency_key IN"
            + " (SELECT idempotency_key FROM used_key WHERE expires_at <= ? ORDER BY expires_at LIMIT 10)";

    private KeyRows() {}

    /** The mail that was sent with {@code key}. */
    static Optional<KeyUse> find(Sql sql, String key, long now) throws SQLException {
        Optional<KeyUse> queued = sql.first(
                IN_QUEUE,
                row -> new KeyUse(
                        new MailId(row.getString(1)),
                        row.getString(2) == null ? KeyUse.Decision.SENT : KeyUse.Decision.IN_DOUBT),
                key);
        return queued.isPresent()
                ? queued
                : sql.first(USED, row -> new KeyUse(new MailId(row.getString(1)), KeyUse.Decision.SENT), key, now);
    }

    /** The mail that was sent with the key of {@code mail}; refuses if it is not decided whether it was. */
    static Optional<MailId> sentBefore(Sql sql, NewMail mail, long now) throws SQLException {
        Optional<String> key = mail.options().idempotencyKey();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Optional<KeyUse> use = find(sql, key.get(), now);
        if (use.isPresent() && use.get().decision() == KeyUse.Decision.IN_DOUBT) {
            throw new SQLException(
                    "another transaction, not decided yet, has sent a mail with the same idempotency key");
        }
        if (use.isEmpty()) {
            sql.update(FORGET, key.get());
            sql.update(SWEEP, now);
        }
        return use.map(KeyUse::mail);
    }

    /** Remembers the key of a mail that is about to leave the queue, if it has one. */
    static void remember(Sql sql, MailId mail) throws SQLException {
        sql.update(REMEMBER, mail.value());
    }
}
