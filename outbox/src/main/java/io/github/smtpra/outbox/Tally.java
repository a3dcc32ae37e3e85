package io.github.smtpra.outbox;

import io.github.smtpra.api.queue.QueueStatistics.Durations;
import io.github.smtpra.api.queue.QueueStatistics.Outcomes;
import io.github.smtpra.api.queue.QueueStatistics.Since;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens, from the opening of the outbox on. Safe for use by many threads, without locks. */
final class Tally {
    private final Clock clock;
    private final LongAdder delivered = new LongAdder();
    private final LongAdder deferred = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder uncertain = new LongAdder();
    private final LongAdder totalMillis = new LongAdder();
    private final LongAccumulator longestMillis = new LongAccumulator(Math::max, 0);

    Tally(Clock clock) {
        this.clock = clock;
    }

    /** An attempt has ended. */
    void ended(ClaimedMail mail, List<RecipientOutcome> outcomes) {
        Instant now = clock.instant();
        outcomes.forEach(each -> ended(mail, each.outcome(), now));
    }

    private void ended(ClaimedMail mail, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Deferred) {
            deferred.increment();
        } else if (outcome instanceof Outcome.Uncertain || outcome instanceof Outcome.HeldInDoubt) {
            uncertain.increment();
        } else {
            (outcome instanceof Outcome.Failed ? failed : delivered).increment();
            // A clock may step back.
            long millis = Math.max(0, Duration.between(mail.sentAt(), now).toMillis());
            totalMillis.add(millis);
            longestMillis.accumulate(millis);
        }
    }

    Since since() {
        Outcomes outcomes = new Outcomes(delivered.sum(), deferred.sum(), failed.sum(), uncertain.sum());
        long ends = outcomes.delivered() + outcomes.failed();
        Duration mean = Duration.ofMillis(ends == 0 ? 0 : totalMillis.sum() / ends);
        return new Since(outcomes, new Durations(ends, mean, Duration.ofMillis(longestMillis.get())));
    }
}
