package io.github.smtpra.engine.listener;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Counts events by key over a sliding time, in memory that is fixed whatever the number of keys: a count-min sketch for
 * the current time and one for the time before, which counts by the part of it that still lies in the window. It never
 * counts too few of one key; too many only where a key shares all its cells with busy ones, which a client can not bring
 * about for another, since the hashes are seeded at random. Used by one thread at a time (its methods lock).
 */
final class RateWindow {
    private static final int ROWS = 4;
    private static final int CELLS = 1 << 12;

    private final long span;
    private final LongSupplier nanoTime;
    private final long[] seeds = new SplittableRandom().longs(ROWS).toArray();
    private int[][] current = new int[ROWS][CELLS];
    private int[][] before = new int[ROWS][CELLS];
    private long begun;

    RateWindow(Duration span, LongSupplier nanoTime) {
        this.span = span.toNanos();
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    /** Counts an event; gives how many there were of {@code key} within the time, this one included. */
    synchronized long count(long key) {
        long since = advance(nanoTime.getAsLong());
        long now = Integer.MAX_VALUE;
        long earlier = Integer.MAX_VALUE;
        for (int row = 0; row < ROWS; row++) {
            int cell = cell(key, row);
            now = Math.min(now, ++current[row][cell]);
            earlier = Math.min(earlier, before[row][cell]);
        }
        return now + (long) (earlier * (1 - (double) since / span));
    }

    /** Begins a new time when the current one is over; gives how long ago the current one began. */
    private long advance(long now) {
        if (now - begun >= span) {
            boolean follows = now - begun < 2 * span;
            before = follows ? current : new int[ROWS][CELLS];
            current = new int[ROWS][CELLS];
            begun = follows ? begun + span : now;
        }
        return now - begun;
    }

    /** The finisher of SplitMix64 over key and seed. */
    private int cell(long key, int row) {
        long mixed = key ^ seeds[row];
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return (int) (mixed ^ mixed >>> 31) & CELLS - 1;
    }
}
