package io.github.smtpra.engine.delivery;

import java.time.Duration;

/**
 * A rate that is not to be exceeded: mails leave at even distances, and what was not used is not saved up. Safe for use by
 * many threads.
 */
final class Pace {
    /** As fast as it goes. */
    static final Duration UNLIMITED = Duration.ZERO;

    private final long distance;
    private long next;
    private boolean begun;

    /** One mail in each {@code distance}. */
    Pace(Duration distance) {
        this.distance = distance.toNanos();
    }

    /**
     * Takes the next place.
     *
     * @param now in nanoseconds, of a clock that only goes on
     * @return how long to wait for it
     */
    synchronized Duration reserve(long now) {
        long place = begun && next - now > 0 ? next : now;
        begun = true;
        next = place + distance;
        return Duration.ofNanos(place - now);
    }
}
