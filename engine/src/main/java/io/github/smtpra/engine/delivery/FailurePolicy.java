package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.WhenUncertain;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RetrySchedule;
import io.github.smtpra.protocol.client.RecipientResult;
import io.github.smtpra.protocol.client.RecipientResult.Accepted;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import io.github.smtpra.protocol.client.RecipientResult.OverLimit;
import io.github.smtpra.protocol.client.RecipientResult.Refused;
import io.github.smtpra.protocol.client.RecipientResult.RefusedForNow;
import io.github.smtpra.protocol.client.RecipientResult.Relayed;
import io.github.smtpra.protocol.client.RecipientResult.TooManyRecipients;
import io.github.smtpra.protocol.client.RecipientResult.Uncertain;
import io.github.smtpra.protocol.client.RecipientResult.Unsendable;
import java.time.Instant;
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
 * too many recipients deferred, to now                deferred, to now
 * over a limit        deferred, to now                deferred, to now
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

    /** RFC 3463 §3.5, RFC 2852 §4.1.4: delivery time expired, for good. */
    private static final EnhancedStatusCode TOO_LATE = new EnhancedStatusCode(5, 4, 7);

    private static final EnhancedStatusCode BAD_CONNECTION = new EnhancedStatusCode(4, 4, 2);
    private static final EnhancedStatusCode TOO_MANY = new EnhancedStatusCode(4, 5, 3);
    private static final int MAX_TEXT = 800;

    private final String peer;
    private final RetrySchedule schedule;
    private final RandomGenerator random;

    /**
     * The policy for mail to {@code peer}.
     *
     * @param random shared by threads
     */
    FailurePolicy(String peer, RetrySchedule schedule, RandomGenerator random) {
        this.peer = peer;
        this.schedule = schedule;
        this.random = random;
    }

    /** What {@code result} means for {@code recipient} of {@code mail} at {@code now}. */
    Outcome decide(ClaimedMail mail, ClaimedRecipient recipient, RecipientResult result, Instant now) {
        Diagnosis diagnosis = diagnosis(result);
        if (result instanceof Accepted) {
            return new Outcome.Delivered(diagnosis);
        } else if (result instanceof Relayed) {
            return new Outcome.Relayed(diagnosis);
        } else if (result instanceof Refused || result instanceof Unsendable) {
            // RFC 5321 §4.2.5: 5yz is not to be tried again (CLI-023).
            return new Outcome.Failed(diagnosis);
        } else if (result instanceof TooManyRecipients || result instanceof OverLimit) {
            // RFC 5321 §4.5.3.1.10 (CLI-020), RFC 9422 (CLI-021). Each attempt asks for someone, so that this ends.
            return new Outcome.Deferred(diagnosis, now);
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
        return new Outcome.Deferred(failed.diagnosis(), now.plus(schedule.first()));
    }

    private static Diagnosis expired(Diagnosis last) {
        return new Diagnosis(
                EXPIRED,
                last.remoteHost(),
                last.remoteReply(),
                "given up after too long a time; at last: " + last.text());
    }

    private Diagnosis diagnosis(RecipientResult result) {
        if (result instanceof Accepted accepted) {
            return said(accepted.reply());
        } else if (result instanceof Relayed relayed) {
            return said(relayed.reply());
        } else if (result instanceof Refused refused) {
            return said(refused.reply());
        } else if (result instanceof RefusedForNow refused) {
            return said(refused.reply());
        } else if (result instanceof TooManyRecipients tooMany) {
            return said(tooMany.reply(), transientStatus(tooMany.reply()));
        } else if (result instanceof OverLimit overLimit) {
            return found(TOO_MANY, "for another mail transaction, since the peer has LIMITS " + overLimit.limit());
        } else if (result instanceof Unsendable unsendable) {
            return found(unsendable.status(), unsendable.reason());
        } else if (result instanceof NotAttempted notAttempted) {
            return notAttempted(notAttempted);
        } else if (result instanceof Uncertain uncertain) {
            return found(
                    BAD_CONNECTION,
                    "the reply to the final dot was lost, the mail may have arrived: " + uncertain.reason());
        }
        throw new IllegalArgumentException("no such result: " + result);
    }

    private Diagnosis said(Reply reply) {
        return said(reply, status(reply));
    }

    private Diagnosis said(Reply reply, EnhancedStatusCode status) {
        String text = flat(reply.toString());
        return new Diagnosis(status, peer, text, peer + " said: " + text);
    }

    private Diagnosis notAttempted(NotAttempted result) {
        String text = flat(result.reason());
        return result.reply()
                .map(reply -> new Diagnosis(result.status(), peer, flat(reply.toString()), text))
                .orElseGet(() -> new Diagnosis(result.status(), "", "", text));
    }

    private Diagnosis found(EnhancedStatusCode status, String reason) {
        return new Diagnosis(status, peer, "", flat(reason));
    }

    /** RFC 5321 §4.5.3.1.10: 552 to RCPT means 452. */
    private static EnhancedStatusCode transientStatus(Reply reply) {
        return reply.status()
                .map(s -> new EnhancedStatusCode(4, s.subject(), s.detail()))
                .orElse(TOO_MANY);
    }

    /** The peer's enhanced code, or what its reply code amounts to (RFC 3463 §2). */
    private static EnhancedStatusCode status(Reply reply) {
        return reply.status().orElseGet(() -> new EnhancedStatusCode(reply.code() / 100, 0, 0));
    }

    /** One line without controls, of a bounded length: fit for a log and for a report (DSN-011). */
    private static String flat(String text) {
        String line = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "...";
    }
}
