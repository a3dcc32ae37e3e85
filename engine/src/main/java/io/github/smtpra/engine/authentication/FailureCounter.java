package io.github.smtpra.engine.authentication;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts failures by key over time, in memory that never grows: each key has a place in each of a few rows, which it may
 * share with others; the least of its places counts. So nobody is let through who should not be, and it is unlikely that
 * somebody suffers for others. Windows of time follow one another, each begins at nothing. Safe for use by many threads.
 */
final class FailureCounter {
    private static final int ROWS = 3;
    private static final int PLACES = 4096;
    private static final int COUNT_BITS = 24;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    /** The number of the window, and behind it the count in it. */
    private final AtomicLongArray places = new AtomicLongArray(ROWS * PLACES);

    private final int limit;
    private final Duration window;
    private final InstantSource clock;
    private final long seed;

    /**
     * Counts up to {@code limit} in a {@code window}.
     *
     * @param limit 0 for none
     * @param seed random: nobody can find out who shares a place with whom
     */
    FailureCounter(int limit, Duration window, InstantSource clock, long seed) {
        this.limit = limit;
        this.window = window;
        this.clock = clock;
        this.seed = seed;
    }

    /** Whether {@code key} has used up its failures for now. */
    boolean isExhausted(long key) {
        if (limit == 0) {
            return false;
        }
        long now = currentWindow();
        for (int row = 0; row < ROWS; row++) {
            if (count(places.get(place(row, key)), now) < limit) {
                return false;
            }
        }
        return true;
    }

    /** Notes a failure of {@code key}. */
    void failed(long key) {
        long now = currentWindow();
        for (int row = 0; row < ROWS; row++) {
            places.updateAndGet(place(row, key), value -> {
                long count = Math.min(count(value, now) + 1, COUNT_MASK);
                return now << COUNT_BITS | count;
            });
        }
    }

    private static long count(long value, long now) {
        return value >>> COUNT_BITS == now ? value & COUNT_MASK : 0;
    }

    private long currentWindow() {
        return clock.millis() / window.toMillis();
    }

    /** A place in {@code row}, by the finalizer of MurmurHash3. */
    private int place(int row, long key) {
        long mixed = key + seed + row * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return row * PLACES + (int) ((mixed ^ mixed >>> 33) & PLACES - 1);
    }
}
