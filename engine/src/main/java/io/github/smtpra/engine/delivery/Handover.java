package io.github.smtpra.engine.delivery;

import io.github.smtpra.outbox.ClaimedMail;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Takes what was claimed apart, by destination, and hands each part to the sessions, or puts it off. Works for the
 * dispatcher's thread.
 *
 * @param router who goes where
 * @param pool the sessions
 * @param delivery for what gets none
 * @param recorder for what is given back
 * @param clock for what is put off
 */
record Handover(Router router, SessionPool pool, MailDelivery delivery, Recorder recorder, Clock clock) {
    /**
     * Mail for a destination with a long queue comes back when some of that will have gone. It leaves its place in hand to
     * others: a slow destination holds up none of them.
     */
    private static final Duration QUEUE_TIME = Duration.ofSeconds(30);

    void handOver(ClaimedMail mail) {
        for (Map.Entry<Destination, ClaimedMail> part : router.parts(mail).entrySet()) {
            handOver(part.getKey(), part.getValue());
        }
    }

    private void handOver(Destination destination, ClaimedMail part) {
        Admission admission = pool.accept(destination, part);
        if (admission instanceof Admission.Suspended suspended) {
            delivery.suspend(part, suspended.trouble());
        } else if (admission instanceof Admission.Full) {
            delivery.postpone(part, clock.instant().plus(QUEUE_TIME));
        } else if (admission instanceof Admission.Closed) {
            recorder.release(part);
        }
    }
}
