package io.github.smtpra.it.peers;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions that other processes make true. Bounded, and it says what it waited for. */
public final class Await {
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(50);

    private Await() {}

    /**
     * Waits until {@code condition} is true.
     *
     * @throws AssertionError if it is not within {@code time}
     */
    public static void until(String what, Duration time, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + time + ": " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }
}
