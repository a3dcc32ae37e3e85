package io.github.smtpra.engine.delivery;

import java.time.Duration;

/** A delay that doubles with each failure, up to a bound. For one thread at a time. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration next;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** The delay behind one more failure. */
    Duration next() {
        Duration delay = next;
        Duration doubled = delay.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return delay;
    }

    /** It works again. */
    void reset() {
        next = first;
    }
}
