package io.github.smtpra.engine.delivery;

import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The log of deliveries: one line for each attempt and each set of recipients that it ended alike for, in words
 * {@code key=value}; a value with blanks or quotes stands in quotes. Never content, never secrets.
 *
 * <pre>{@code
 * id=0… relay=mx.example recipients=a@x.example,b@x.example outcome=delivered code=250 status=2.0.0 ms=12
 *   possible_duplicate=true reply="250 2.0.0 queued"
 * }</pre>
 */
final class DeliveryLog {
    private static final Logger LOG = System.getLogger("io.github.smtpra.delivery");

    /** What makes recipients fall into the same line. */
    private record Kind(String outcome, Diagnosis diagnosis, boolean possibleDuplicate) {}

    /** An attempt has ended. */
    void ended(ClaimedMail mail, List<RecipientOutcome> outcomes, Duration took) {
        if (LOG.isLoggable(Level.INFO)) {
            lines(mail, outcomes, took).forEach(line -> LOG.log(Level.INFO, line));
        }
    }

    List<String> lines(ClaimedMail mail, List<RecipientOutcome> outcomes, Duration took) {
        Set<Integer> duplicates = mail.recipients().stream()
                .filter(ClaimedRecipient::possibleDuplicate)
                .map(ClaimedRecipient::position)
                .collect(Collectors.toSet());
        Map<Kind, List<String>> recipients = outcomes.stream()
                .collect(Collectors.groupingBy(
                        one -> kind(one, duplicates.contains(one.position())),
                        LinkedHashMap::new,
                        Collectors.mapping(one -> one.recipient().mailbox().toString(), Collectors.toList())));
        return recipients.entrySet().stream()
                .map(entry -> "id=" + mail.id() + " relay=" + value(peer(entry.getKey())) + " recipients="
                        + value(String.join(",", entry.getValue())) + rest(entry.getKey(), took))
                .toList();
    }

    private static String peer(Kind kind) {
        String host = kind.diagnosis().remoteHost();
        return host.isEmpty() ? "-" : host;
    }

    private static Kind kind(RecipientOutcome one, boolean possibleDuplicate) {
        Outcome outcome = one.outcome();
        if (outcome instanceof Outcome.Delivered delivered) {
            return new Kind("delivered", delivered.diagnosis(), possibleDuplicate);
        } else if (outcome instanceof Outcome.Relayed relayed) {
            return new Kind("relayed", relayed.diagnosis(), possibleDuplicate);
        } else if (outcome instanceof Outcome.Deferred deferred) {
            return new Kind("deferred", deferred.diagnosis(), possibleDuplicate);
        } else if (outcome instanceof Outcome.Postponed postponed
                && postponed.why().isPresent()) {
            return new Kind("postponed", postponed.why().get(), possibleDuplicate);
        } else if (outcome instanceof Outcome.Failed failed) {
            return new Kind("failed", failed.diagnosis(), possibleDuplicate);
        } else if (outcome instanceof Outcome.Uncertain uncertain) {
            return new Kind("uncertain", uncertain.diagnosis(), possibleDuplicate);
        } else if (outcome instanceof Outcome.HeldInDoubt held) {
            return new Kind("uncertain-held", held.diagnosis(), possibleDuplicate);
        }
        throw new IllegalArgumentException("no such outcome: " + outcome);
    }

    private static String rest(Kind kind, Duration took) {
        Diagnosis diagnosis = kind.diagnosis();
        String reply = diagnosis.remoteReply();
        return " outcome=" + kind.outcome()
                + " code=" + (reply.length() < 3 ? "-" : reply.substring(0, 3))
                + " status=" + diagnosis.status()
                + " ms=" + took.toMillis()
                + (kind.possibleDuplicate() ? " possible_duplicate=true" : "")
                + (reply.isEmpty() ? " reason=" + value(diagnosis.text()) : " reply=" + value(reply));
    }

    private static String value(String text) {
        boolean plain = text.chars().allMatch(c -> c > ' ' && c != '"' && c != '=');
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Trouble of our own, which deliveries wait for. */
    void trouble(String what, Exception cause) {
        LOG.log(Level.WARNING, what + ": " + cause.getMessage(), cause);
    }

    /** Something that an operator should know. */
    void notice(String text) {
        LOG.log(Level.WARNING, text);
    }
}
