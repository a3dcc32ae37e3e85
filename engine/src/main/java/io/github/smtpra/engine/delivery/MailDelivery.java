package io.github.smtpra.engine.delivery;

import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.Terms;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to deliver one claimed mail, from the session to what is recorded. Safe for use by many threads.
 *
 * @param policy what a failure means
 * @param recorder who writes it down
 * @param log for the line of the attempt
 * @param clock for the schedule
 */
record MailDelivery(FailurePolicy policy, Recorder recorder, DeliveryLog log, Clock clock) {
    /** What an attempt sees of the pool. */
    interface LaneView {
        /** The mail that may be begun before the one in hand is over, taken; what is taken is delivered next. */
        Optional<ClaimedMail> ahead();

        /** Hears how an attempt has ended, before that is written down. */
        void ended(Attempt attempt);
    }

    /**
     * Delivers {@code mail} over {@code session}, and records how it ended. Meanwhile the session may have taken a mail from
     * the lane, which is then to be delivered next, by the same session. Does nothing for a mail that was recalled.
     */
    void deliver(DestinationSession session, ClaimedMail mail, LaneView lane) {
        if (!begins(mail)) {
            return;
        }
        if (isTooLate(mail)) {
            giveBackTooLate(mail);
        } else {
            attempt(session, mail, lane);
        }
    }

    /** Begins with {@code mail}: no operator takes it back from now on. False if one has done so, which ends it here. */
    boolean begins(ClaimedMail mail) {
        return recorder.begins(mail);
    }

    /** Whether {@code mail} must not be sent on any more (RFC 2852 §4.1.4). */
    static boolean isTooLate(ClaimedMail mail) {
        return mail.terms().byTime() == Terms.ByTime.OVER;
    }

    /** RFC 2852 §4.1.4: a mail that is to be returned is not sent on once its time is over. (CLI-083) */
    private void giveBackTooLate(ClaimedMail mail) {
        Instant now = clock.instant();
        List<RecipientOutcome> failed = mail.recipients().stream()
                .map(each -> new RecipientOutcome(each.position(), each.recipient(), policy.tooLate()))
                .toList();
        log.ended(mail, recorder.record(mail, failed, one -> policy.putOff(one, now)), Duration.ZERO);
    }

    private void attempt(DestinationSession session, ClaimedMail mail, LaneView lane) {
        long start = System.nanoTime();
        Attempt attempt = session.deliver(mail, lane::ahead);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Instant now = clock.instant();
        lane.ended(attempt);
        List<RecipientOutcome> outcomes = outcomes(session, mail, attempt.results(), now);
        if (outcomes.isEmpty()) {
            recorder.release(mail);
        } else {
            log.ended(mail, recorder.record(mail, outcomes, failed -> policy.putOff(failed, now)), took);
        }
    }

    private List<RecipientOutcome> outcomes(
            DestinationSession session, ClaimedMail mail, List<PeerResult> results, Instant now) {
        List<RecipientOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (!isOurDoing(session, results.get(i))) {
                ClaimedRecipient recipient = mail.recipients().get(i);
                outcomes.add(new RecipientOutcome(
                        recipient.position(),
                        recipient.recipient(),
                        policy.decide(mail, recipient, results.get(i), now)));
            }
        }
        return outcomes;
    }

    /** What we cut off ourselves is no failed attempt: it stays due. */
    private static boolean isOurDoing(DestinationSession session, PeerResult result) {
        return session.isAborted() && result.result() instanceof NotAttempted;
    }

    /**
     * Puts {@code mail} off without an attempt, since its destination can not be spoken with: it goes by its own schedule
     * all the same, so that it is given up, and its sender hears of the delay, when that is due (RFC 5321 §4.5.4.1:
     * CLI-049).
     */
    void suspend(ClaimedMail mail, PeerResult lastTrouble) {
        if (!begins(mail)) {
            return;
        }
        Instant now = clock.instant();
        List<RecipientOutcome> outcomes = mail.recipients().stream()
                .map(one -> new RecipientOutcome(
                        one.position(), one.recipient(), policy.decide(mail, one, lastTrouble, now)))
                .toList();
        log.ended(mail, recorder.record(mail, outcomes, failed -> policy.putOff(failed, now)), Duration.ZERO);
    }

    /** Puts {@code mail} off to {@code until} since there is no place for it: no attempt, and none is counted. */
    void postpone(ClaimedMail mail, Instant until) {
        if (begins(mail)) {
            recorder.record(
                    mail, policy.postponed(mail, until, clock.instant()), failed -> policy.putOff(failed, until));
        }
    }

    /**
     * A fault of ours has ended the attempt, nobody knows where. It is tried again by the schedule, as one that may have
     * arrived.
     */
    void interrupted(ClaimedMail mail, RuntimeException fault) {
        log.trouble("mail " + mail.id() + " could not be dealt with", fault);
        Instant now = clock.instant();
        if (begins(mail)) {
            recorder.recordOnce(mail, policy.interrupted(mail, fault, now));
        }
    }
}
