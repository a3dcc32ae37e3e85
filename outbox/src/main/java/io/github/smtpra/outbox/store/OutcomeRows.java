package io.github.smtpra.outbox.store;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of recipients. The one place that says which outcome leaves which row behind. */
final class OutcomeRows {
    private static final String OUTCOME = "UPDATE recipient SET state = ?, attempts = attempts + 1,"
            + " next_attempt_at = ?, possible_duplicate = ?, status = ?, remote_host = ?, remote_reply = ?,"
            + " diagnosis = ? WHERE mail_id = ? AND position = ? AND state = 'due'";
    private static final String FINAL_DOT =
            "UPDATE recipient SET possible_duplicate = 1 WHERE mail_id = ? AND position = ? AND state = 'due'";

    private OutcomeRows() {}

    static void markFinalDot(Sql sql, MailId mail, Collection<Integer> positions) throws SQLException {
        for (Integer position : positions) {
            sql.update(FINAL_DOT, mail.value(), position);
        }
    }

    /** Notes outcomes, and removes the mail if no recipient is left; whether it did. */
    static boolean record(Sql sql, MailId mail, List<RecipientOutcome> outcomes, long now) throws SQLException {
        for (RecipientOutcome each : outcomes) {
            record(sql, mail, each.position(), each.outcome());
        }
        Optional<Long> next = sql.first(
                "SELECT next_attempt_at FROM recipient WHERE mail_id = ? AND state = 'due'"
                        + " ORDER BY next_attempt_at LIMIT 1",
                row -> row.getLong(1),
                mail.value());
        if (next.isEmpty()) {
            MailRows.delete(sql, mail);
            return true;
        }
        sql.update("UPDATE message SET due_at = ? WHERE mail_id = ?", Math.max(next.get(), now), mail.value());
        return false;
    }

    private static void record(Sql sql, MailId mail, int position, Outcome outcome) throws SQLException {
        if (outcome instanceof Outcome.Delivered delivered) {
            update(sql, mail, position, "delivered", null, 0, delivered.diagnosis());
        } else if (outcome instanceof Outcome.Failed failed) {
            update(sql, mail, position, "failed", null, 0, failed.diagnosis());
        } else if (outcome instanceof Outcome.Deferred deferred) {
            // The peer said a definite no: a final dot noted before has not made it a duplicate.
            update(sql, mail, position, "due", deferred.nextAttempt(), 0, deferred.diagnosis());
        } else if (outcome instanceof Outcome.Uncertain uncertain) {
            update(sql, mail, position, "due", uncertain.nextAttempt(), 1, uncertain.diagnosis());
        }
    }

    @SuppressWarnings("TooManyParameters")
    private static void update(
            Sql sql,
            MailId mail,
            int position,
            String state,
            @Nullable Instant nextAttempt,
            int possibleDuplicate,
            Diagnosis diagnosis)
            throws SQLException {
        sql.update(
                OUTCOME,
                state,
                nextAttempt == null ? null : nextAttempt.toEpochMilli(),
                possibleDuplicate,
                diagnosis.status().toString(),
                diagnosis.remoteHost(),
                diagnosis.remoteReply(),
                diagnosis.text(),
                mail.value(),
                position);
    }
}
