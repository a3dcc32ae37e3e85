package io.github.smtpra.engine.thread;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A bell: one thread waits for it, any thread rings it, and a ring that nobody waits for is kept. */
public final class Wakeup {
    private final Semaphore rings = new Semaphore(0);

    /** Ends the wait, or the next one. Returns at once. */
    public void ring() {
        rings.release();
    }

    /** Waits until it rings, or for {@code time}. All rings so far count as one. */
    public void await(Duration time) throws InterruptedException {
        if (rings.tryAcquire(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS)) {
            rings.drainPermits();
        }
    }
}
