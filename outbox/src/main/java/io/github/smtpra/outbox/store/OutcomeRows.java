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
            + " diagnosis = ?, domain = CASE WHEN ? = 1 THEN NULL ELSE domain END WHERE mail_id = ? AND position = ? AND state = 'due'";
    private static final String FINAL_DOT =
            "UPDATE recipient SET possible_duplicate = 1 WHERE mail_id = ? AND position = ? AND state = 'due'";

    private static final String OPEN =
            "SELECT position FROM recipient WHERE mail_id = ? AND state IN ('due', 'uncertain') LIMIT 1";
    private static final String NEXT = "SELECT next_attempt_at FROM recipient WHERE mail_id = ? AND state = 'due'"
            + " ORDER BY next_attempt_at LIMIT 1";
    private static final String GO_ON = "UPDATE message SET due_at = ?, held = ? WHERE mail_id = ?";

    private static final String POSTPONED =
            "UPDATE recipient SET next_attempt_at = ? WHERE mail_id = ? AND position = ? AND state = 'due'";

    private OutcomeRows() {}

    static void markFinalDot(Sql sql, MailId mail, Collection<Integer> positions) throws SQLException {
        for (Integer position : positions) {
            sql.update(FINAL_DOT, mail.value(), position);
        }
    }

    /** Notes outcomes. */
    static void record(Sql sql, MailId mail, List<RecipientOutcome> outcomes) throws SQLException {
        for (RecipientOutcome each : outcomes) {
            record(sql, mail, each.position(), each.outcome());
        }
    }

    /** Removes the mail if no recipient is left, else says when it goes on; whether it is gone. */
    static boolean settle(Sql sql, MailId mail, long now) throws SQLException {
        if (!sql.first(OPEN, row -> true, mail.value()).isPresent()) {
            MailRows.delete(sql, mail, now);
            return true;
        }
        Optional<Long> next = sql.first(NEXT, row -> row.getLong(1), mail.value());
        sql.update(
                GO_ON,
                next.map(at -> Math.max(at, now)).orElse(null),
                // What is left waits for an operator.
                next.isPresent() ? 0 : 1,
                mail.value());
        return false;
    }

    private static void record(Sql sql, MailId mail, int position, Outcome outcome) throws SQLException {
        if (outcome instanceof Outcome.Postponed postponed) {
            sql.update(POSTPONED, postponed.nextAttempt().toEpochMilli(), mail.value(), position);
            return;
        }
        Change change = Change.by(outcome);
        sql.update(
                OUTCOME,
                change.state,
                change.nextAttempt == null ? null : change.nextAttempt.toEpochMilli(),
                change.possibleDuplicate,
                change.diagnosis.status().toString(),
                change.diagnosis.remoteHost(),
                change.diagnosis.remoteReply(),
                change.diagnosis.text(),
                change.isFinal() ? 1 : 0,
                mail.value(),
                position);
    }

    /** What an outcome leaves behind. */
    private record Change(String state, @Nullable Instant nextAttempt, int possibleDuplicate, Diagnosis diagnosis) {
        /** Whether nothing more is to be done: then the destination does not matter any more. */
        boolean isFinal() {
            return nextAttempt == null && possibleDuplicate == 0;
        }

        static Change by(Outcome outcome) {
            if (outcome instanceof Outcome.Delivered delivered) {
                return new Change("delivered", null, 0, delivered.diagnosis());
            }
            if (outcome instanceof Outcome.Relayed relayed) {
                return new Change("delivered", null, 0, relayed.diagnosis());
            }
            if (outcome instanceof Outcome.Failed failed) {
                return new Change("failed", null, 0, failed.diagnosis());
            }
            if (outcome instanceof Outcome.Deferred deferred) {
                // The peer said a definite no: a final dot noted before has not made it a duplicate.
                return new Change("due", deferred.nextAttempt(), 0, deferred.diagnosis());
            }
            if (outcome instanceof Outcome.HeldInDoubt held) {
                return new Change("uncertain", null, 1, held.diagnosis());
            }
            // RFC 1047, RFC 5321 §4.5.3.2.6 (CLI-024): tried again, and never counted as delivered.
            Outcome.Uncertain uncertain = (Outcome.Uncertain) outcome;
            return new Change("due", uncertain.nextAttempt(), 1, uncertain.diagnosis());
        }
    }
}
