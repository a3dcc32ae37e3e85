package io.github.smtpra.engine.authentication;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How a connection lets its client wait: on its own thread, where it delays nobody else. */
@FunctionalInterface
public interface Pause {
    /** Returns after {@code time}, or somewhat after {@code ended} has become true. */
    void await(Duration time, BooleanSupplier ended);

    /** The pause that takes time. */
    static Pause real() {
        return (time, ended) -> {
            long slice = TimeUnit.MILLISECONDS.toNanos(100);
            long end = System.nanoTime() + time.toNanos();
            for (long left = time.toNanos(); left > 0 && !ended.getAsBoolean(); left = end - System.nanoTime()) {
                LockSupport.parkNanos(Math.min(left, slice));
            }
        };
    }
}
