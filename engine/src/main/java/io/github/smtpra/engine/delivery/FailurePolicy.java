package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.WhenUncertain;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.RetrySchedule;
import io.github.smtpra.protocol.client.RecipientResult;
import io.github.smtpra.protocol.client.RecipientResult.Accepted;
import io.github.smtpra.protocol.client.RecipientResult.OverLimit;
import io.github.smtpra.protocol.client.RecipientResult.Refused;
import io.github.smtpra.protocol.client.RecipientResult.Relayed;
import io.github.smtpra.protocol.client.RecipientResult.TooManyRecipients;
import io.github.smtpra.protocol.client.RecipientResult.Uncertain;
import io.github.smtpra.protocol.client.RecipientResult.Unsendable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Decides what the end of an attempt means for a recipient. The only place that does:
 *
 * <pre>
 * result              before the mail is given up     afterwards
 * accepted            delivered                       delivered
 * relayed             relayed                         relayed
 * refused, 5yz        failed                          failed
 * unsendable          failed                          failed
 * too many recipients postponed, to now               postponed, to now
 * over a limit        postponed, to now               postponed, to now
 * refused for now,4yz deferred by the schedule        failed, 4.4.7
 * not attempted       deferred by the schedule        failed, 4.4.7
 * uncertain           uncertain, by the schedule      failed, 4.4.7
 * uncertain, and not  held until an operator says     held
 *   to arrive twice
 * </pre>
 *
 * <p>Safe for use by many threads.
 */
final class FailurePolicy {
    /** RFC 3463 §3.5: delivery time expired (DSN-005). */
    private static final EnhancedStatusCode EXPIRED = new EnhancedStatusCode(4, 4, 7);

    private static final EnhancedStatusCode INTERNAL = new EnhancedStatusCode(4, 3, 0);

    /** RFC 3463 §3.5, RFC 2852 §4.1.4: delivery time expired, for good. */
    private static final EnhancedStatusCode TOO_LATE = new EnhancedStatusCode(5, 4, 7);

    private final RetrySchedule schedule;
    private final RandomGenerator random;

    /**
     * A policy.
     *
     * @param random shared by threads
     */
    FailurePolicy(RetrySchedule schedule, RandomGenerator random) {
        this.schedule = schedule;
        this.random = random;
    }

    /** What {@code result} means for {@code recipient} of {@code mail} at {@code now}. */
    Outcome decide(ClaimedMail mail, ClaimedRecipient recipient, PeerResult end, Instant now) {
        RecipientResult result = end.result();
        Diagnosis diagnosis = new DiagnosisWords(end.peer()).diagnosis(result).withTls(end.tls());
        if (result instanceof Accepted) {
            return new Outcome.Delivered(diagnosis);
        } else if (result instanceof Relayed) {
            return new Outcome.Relayed(diagnosis);
        } else if (result instanceof Refused || result instanceof Unsendable) {
            // RFC 5321 §4.2.5: 5yz is not to be tried again (CLI-023).
            return new Outcome.Failed(diagnosis);
        } else if (result instanceof TooManyRecipients || result instanceof OverLimit) {
            // RFC 5321 §4.5.3.1.10 (CLI-020), RFC 9422 (CLI-021). Each attempt asks for someone, so that this ends.
            // It is none of this recipient's, or a young mail to many would look like a late one (CLI-051).
            return new Outcome.Postponed(now, Optional.of(diagnosis));
        }
        if (result instanceof Uncertain && mail.terms().whenUncertain() == WhenUncertain.HOLD) {
            return new Outcome.HeldInDoubt(diagnosis);
        }
        return schedule.next(mail, recipient, now, random)
                .map(next -> again(result, diagnosis, next))
                .orElseGet(() -> new Outcome.Failed(expired(diagnosis)));
    }

    private static Outcome again(RecipientResult result, Diagnosis diagnosis, Instant next) {
        // RFC 5321 §4.5.3.2.6, RFC 1047 (CLI-024)
        return result instanceof Uncertain
                ? new Outcome.Uncertain(diagnosis, next)
                : new Outcome.Deferred(diagnosis, next);
    }

    /** The time that the sender has set is over (RFC 2852 §4.1.4). (CLI-083) */
    Outcome tooLate() {
        return new Outcome.Failed(new Diagnosis(TOO_LATE, "", "", "the time to deliver it by is over (RFC 2852)"));
    }

    /** What was a failure is put off instead, since its report could not be written; nobody would hear of it. */
    Outcome putOff(Outcome.Failed failed, Instant now) {
        return new Outcome.Deferred(failed.diagnosis(), now.plus(schedule.longest()));
    }

    private static Diagnosis expired(Diagnosis last) {
        return new Diagnosis(
                EXPIRED,
                last.remoteHost(),
                last.remoteReply(),
                "given up after too long a time; at last: " + last.text(),
                last.tls());
    }

    /** Mail that there was no place for, put off to {@code until}: no attempt, and none is counted. */
    List<RecipientOutcome> postponed(ClaimedMail mail, Instant until, Instant now) {
        return outcomes(mail, one -> new Outcome.Postponed(one.notBeyondLateness(until, now)));
    }

    /** A fault of ours has ended the attempt, on whichever side of the final dot. */
    List<RecipientOutcome> interrupted(ClaimedMail mail, RuntimeException fault, Instant now) {
        Diagnosis diagnosis = new Diagnosis(INTERNAL, "", "", DiagnosisWords.flat("internal error: " + fault));
        if (mail.terms().whenUncertain() == WhenUncertain.HOLD) {
            return outcomes(mail, one -> new Outcome.HeldInDoubt(diagnosis));
        }
        return outcomes(
                mail,
                one -> new Outcome.Uncertain(
                        diagnosis, schedule.next(mail, one, now, random).orElse(now.plus(schedule.longest()))));
    }

    private static List<RecipientOutcome> outcomes(ClaimedMail mail, Function<ClaimedRecipient, Outcome> outcome) {
        return mail.recipients().stream()
                .map(one -> new RecipientOutcome(one.position(), one.recipient(), outcome.apply(one)))
                .toList();
    }
}
