package io.github.smtpra.outbox.store;

import io.github.smtpra.api.report.DeliveryOutcome;
import io.github.smtpra.api.report.RecipientReport;
import io.github.smtpra.api.report.RecipientReport.Found;
import io.github.smtpra.api.report.ReportSource;
import io.github.smtpra.api.report.SentMail;
import io.github.smtpra.api.report.WantedReports;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes what is owed to the application, in the step that changes the mail. The one place that says what is told as what. */
final class ReportRows {
    private static final EnhancedStatusCode CANCELLED = new EnhancedStatusCode(5, 0, 0);
    private static final Found BY_HAND = new Found("", "", "taken out of the queue", "");
    /** RFC 3463 §3.5: delivery time expired. */
    private static final int ROUTING = 4;

    private static final int TIME_EXPIRED = 7;

    private static final String MAIL = "SELECT "
            + AwaitedRows.OF_MESSAGE.replace("sender_path", "COALESCE(sender_path, reverse_path) AS sender_path")
            + " FROM message WHERE mail_id = ? AND reports IS NOT NULL";
    private static final String ATTEMPTS = "SELECT attempts FROM recipient WHERE mail_id = ? AND position = ?";
    private static final String OPEN = "SELECT mailbox, attempts FROM recipient"
            + " WHERE mail_id = ? AND state IN ('due', 'uncertain') ORDER BY position";
    private static final String REPORT = "INSERT INTO report (report_id, source, mail_id, sender_path, envid,"
            + " idempotency_key, correlation, channel, made_at, due_at, calls) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)";
    private static final String RECIPIENT = "INSERT INTO report_recipient (report_id, position, address, outcome,"
            + " status, attempts, remote_host, remote_reply, diagnosis, tls) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private ReportRows() {}

    private record Asked(SentMail mail, WantedReports wanted) {}

    private static Optional<Asked> asked(Sql sql, MailId mail) throws SQLException {
        return sql.first(
                MAIL,
                row -> new Asked(AwaitedRows.mail(row), WantedReports.of(row.getString("reports"))),
                mail.value());
    }

    /** Attempts have ended, as the rows of the recipients say already; whether that is to be told. */
    static boolean ended(Sql sql, MailId mail, List<RecipientOutcome> outcomes, long now) throws SQLException {
        Optional<Asked> asked = asked(sql, mail);
        if (asked.isEmpty()) {
            return false;
        }
        List<RecipientReport> told = new ArrayList<>();
        for (RecipientOutcome each : outcomes) {
            if (!(each.outcome() instanceof Outcome.Postponed)) {
                told.add(report(each, attempts(sql, mail, each.position())));
            }
        }
        return owe(
                sql, ReportSource.OUTBOX, asked.get().mail(), wanted(asked.get().wanted(), told), now);
    }

    /** The mail is about to be taken out of the queue. */
    static void cancelled(Sql sql, MailId mail, long now) throws SQLException {
        Optional<Asked> asked = asked(sql, mail);
        if (asked.isPresent()) {
            List<RecipientReport> told = sql.list(
                    OPEN,
                    row -> new RecipientReport(
                            row.getString(1), DeliveryOutcome.CANCELLED, CANCELLED, row.getInt(2), BY_HAND),
                    mail.value());
            owe(sql, ReportSource.OUTBOX, asked.get().mail(), wanted(asked.get().wanted(), told), now);
        }
    }

    static List<RecipientReport> wanted(WantedReports wanted, List<RecipientReport> told) {
        return told.stream().filter(each -> wanted.include(each.outcome())).toList();
    }

    private static int attempts(Sql sql, MailId mail, int position) throws SQLException {
        return sql.first(ATTEMPTS, row -> row.getInt(1), mail.value(), position).orElse(0);
    }

    private static RecipientReport report(RecipientOutcome ended, int attempts) {
        Diagnosis diagnosis = diagnosis(ended.outcome());
        return new RecipientReport(
                ended.recipient().mailbox().toString(),
                outcome(ended.outcome(), diagnosis.status()),
                diagnosis.status(),
                attempts,
                new Found(diagnosis.remoteHost(), diagnosis.remoteReply(), diagnosis.text(), diagnosis.tls()));
    }

    private static Diagnosis diagnosis(Outcome outcome) {
        if (outcome instanceof Outcome.Delivered delivered) {
            return delivered.diagnosis();
        } else if (outcome instanceof Outcome.Relayed relayed) {
            return relayed.diagnosis();
        } else if (outcome instanceof Outcome.Deferred deferred) {
            return deferred.diagnosis();
        } else if (outcome instanceof Outcome.Failed failed) {
            return failed.diagnosis();
        } else if (outcome instanceof Outcome.Uncertain uncertain) {
            return uncertain.diagnosis();
        } else if (outcome instanceof Outcome.HeldInDoubt held) {
            return held.diagnosis();
        }
        throw new IllegalArgumentException("no end of an attempt: " + outcome);
    }

    private static DeliveryOutcome outcome(Outcome outcome, EnhancedStatusCode status) {
        if (outcome instanceof Outcome.Delivered) {
            return DeliveryOutcome.DELIVERED;
        } else if (outcome instanceof Outcome.Relayed) {
            return DeliveryOutcome.RELAYED;
        } else if (outcome instanceof Outcome.Deferred) {
            return DeliveryOutcome.DEFERRED;
        } else if (outcome instanceof Outcome.Failed) {
            boolean expired = status.subject() == ROUTING && status.detail() == TIME_EXPIRED;
            return expired ? DeliveryOutcome.EXPIRED : DeliveryOutcome.FAILED;
        }
        return DeliveryOutcome.UNCERTAIN;
    }

    /** Writes a report, if it has somebody to tell of. */
    static boolean owe(Sql sql, ReportSource source, SentMail mail, List<RecipientReport> told, long now)
            throws SQLException {
        if (told.isEmpty()) {
            return false;
        }
        String id = MailId.next(Instant.ofEpochMilli(now)).value();
        sql.update(
                REPORT,
                id,
                source.name().toLowerCase(Locale.ROOT),
                mail.id().value(),
                mail.sender().text(),
                mail.envelopeId().orElse(null),
                mail.idempotencyKey().orElse(null),
                mail.correlation().orElse(null),
                mail.channel().orElse(null),
                now,
                now);
        int position = 0;
        for (RecipientReport each : told) {
            insert(sql, id, position++, each);
        }
        return true;
    }

    private static void insert(Sql sql, String report, int position, RecipientReport told) throws SQLException {
        sql.update(
                RECIPIENT,
                report,
                position,
                told.address(),
                told.outcome().name().toLowerCase(Locale.ROOT),
                told.status().toString(),
                told.attempts(),
                told.found().host(),
                told.found().reply(),
                told.found().text(),
                told.found().tls());
    }
}
