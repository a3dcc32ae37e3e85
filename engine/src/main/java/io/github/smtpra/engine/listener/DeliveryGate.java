package io.github.smtpra.engine.listener;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds the deliveries in flight of one subscription, and in all. Who finds it full waits a while, and its client with
 * it: that is the back pressure. Closing it waits for those inside and lets no more in.
 */
final class DeliveryGate {
    private final int size;
    private final Duration patience;
    private final Semaphore own;
    private final Semaphore all;
    private volatile boolean closed;

    DeliveryGate(int size, Duration patience, Semaphore all) {
        this.size = size;
        this.patience = patience;
        this.own = new Semaphore(size, true);
        this.all = all;
    }

    boolean isClosed() {
        return closed;
    }

    /** Runs {@code inside} in a place, or {@code outside} if none became free in time or the gate was closed. */
    <T> T run(Supplier<T> inside, Supplier<T> outside) {
        if (!enter()) {
            return outside.get();
        }
        try {
            return inside.get();
        } finally {
            leave();
        }
    }

    private boolean enter() {
        long end = System.nanoTime() + patience.toNanos();
        if (closed || !take(own, end)) {
            return false;
        }
        if (closed || !take(all, end)) {
            own.release();
            return false;
        }
        if (closed) {
            leave();
            return false;
        }
        return true;
    }

    /** First come, first served: {@code tryAcquire()} without a time would pass those who wait. */
    private static boolean take(Semaphore places, long end) {
        try {
            return places.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void leave() {
        all.release();
        own.release();
    }

    /**
     * Lets nobody in any more and waits for those inside.
     *
     * @return whether all have left in time
     */
    boolean close(Duration time) {
        closed = true;
        try {
            return own.tryAcquire(size, time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
