package io.github.smtpra.engine.delivery;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether the service is being closed; wakes who waits for something else. Safe for use by many threads. */
final class Closing {
    private final CountDownLatch begun = new CountDownLatch(1);

    /** From now on it is being closed. */
    void begin() {
        begun.countDown();
    }

    boolean hasBegun() {
        return begun.getCount() == 0;
    }

    /** Waits for {@code time}; returns at once when closing begins. */
    void pause(Duration time) {
        try {
            if (begun.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            // The threads of this service are told by closing, not by interrupts; a stray one shortens the pause.
            Thread.interrupted();
        }
    }
}
