package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.thread.Wakeup;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Claims what is due and hands it on; its thread sleeps until mail comes, a session is free, or the next mail is due. While the outbox fails it backs off, and never ends before the service does.
 */
final class Dispatcher implements Runnable {
    /** A wall clock may be set, so that what was an hour away is due now. */
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(10);

    private static final int MOST_AT_ONCE = 100;

    /** What is due and can not be claimed, another part of the same mail being on its way, is not asked for in a loop. */
    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(500);

    private final Parts parts;
    private final Clock clock;
    private final Backoff storeFailures = new Backoff(Duration.ofMillis(200), Duration.ofMinutes(1));

    /** What a dispatcher works with. */
    record Parts(Outbox outbox, SessionPool pool, Handover handover, Wakeup wakeup, Closing closing, DeliveryLog log) {}

    Dispatcher(Parts parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
    }

    @Override
    public void run() {
        while (!parts.closing().hasBegun()) {
            try {
                Duration sleep = dispatch();
                storeFailures.reset();
                parts.wakeup().await(sleep);
            } catch (OutboxException | RuntimeException e) {
                parts.log().trouble("the outbox gives no mail", e);
                parts.closing().pause(storeFailures.next());
            } catch (InterruptedException e) {
                // Only closing ends this thread; a stray interrupt shortens the sleep.
                Thread.interrupted();
            }
        }
    }

    /** Hands over what is due, as far as there is room; returns how long nothing more is to be done. */
    private Duration dispatch() throws OutboxException {
        int wanted = Math.min(parts.pool().room(), MOST_AT_ONCE);
        if (wanted == 0) {
            return LONGEST_SLEEP;
        }
        List<ClaimedMail> mails = parts.outbox().claim(wanted);
        mails.forEach(parts.handover()::handOver);
        return mails.size() == wanted ? Duration.ZERO : untilNextDue();
    }

    private Duration untilNextDue() throws OutboxException {
        Instant now = clock.instant();
        Optional<Instant> due = parts.outbox().nextDue();
        Duration sleep = due.map(next -> Duration.between(now, next)).orElse(LONGEST_SLEEP);
        return shorter(sleep.compareTo(SHORTEST_SLEEP) < 0 ? SHORTEST_SLEEP : sleep, LONGEST_SLEEP);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
