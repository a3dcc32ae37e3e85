package io.github.smtpra.engine.delivery;

import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.Terms;
import io.github.smtpra.protocol.client.ClientAction.Finished;
import io.github.smtpra.protocol.client.RecipientResult;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One attempt to deliver one claimed mail, from the session to what is recorded. Safe for use by many threads.
 *
 * @param outbox where the mail lies
 * @param policy what a failure means
 * @param recorder who writes it down
 * @param hold who hears how far the session came
 * @param log for the line of the attempt
 * @param clock for the schedule
 */
record MailDelivery(
        Outbox outbox, FailurePolicy policy, Recorder recorder, RelayHold hold, DeliveryLog log, Clock clock) {
    /**
     * Delivers {@code mail} over {@code session}, and records how it ended. Meanwhile the session may have taken a mail from
     * {@code ahead}, which is then to be delivered next, by the same session.
     */
    void deliver(RelaySession session, ClaimedMail mail, Supplier<Optional<ClaimedMail>> ahead) {
        if (isTooLate(mail)) {
            giveBackTooLate(mail);
        } else {
            attempt(session, mail, ahead);
        }
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

    private void attempt(RelaySession session, ClaimedMail mail, Supplier<Optional<ClaimedMail>> ahead) {
        long start = System.nanoTime();
        Finished finished = session.deliver(content(mail), () -> ahead.get().map(this::content));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Instant now = clock.instant();
        if (!session.isAborted()) {
            hold.ended(finished.reached(), now);
        }
        List<RecipientOutcome> outcomes = outcomes(session, mail, finished.results(), now);
        if (outcomes.isEmpty()) {
            recorder.release(mail);
        } else {
            log.ended(mail, recorder.record(mail, outcomes, failed -> policy.putOff(failed, now)), took);
        }
    }

    private MailContent content(ClaimedMail mail) {
        return new ClaimedContent(outbox, mail);
    }

    private List<RecipientOutcome> outcomes(
            RelaySession session, ClaimedMail mail, List<RecipientResult> results, Instant now) {
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
    private static boolean isOurDoing(RelaySession session, RecipientResult result) {
        return session.isAborted() && result instanceof NotAttempted;
    }
}
