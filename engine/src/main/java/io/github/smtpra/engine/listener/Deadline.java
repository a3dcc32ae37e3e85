package io.github.smtpra.engine.listener;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a connection is late. Set by the connection's thread, looked at by {@link LateConnections}.
 */
final class Deadline {
    private final LongSupplier nanoTime;
    private volatile long at;
    private volatile boolean set;
    private long contentAt;

    Deadline(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The next command is due within {@code time}, counted from now. */
    void start(Duration time) {
        at = nanoTime.getAsLong() + time.toNanos();
        set = true;
    }

    /** The same, unless something is due already. */
    void startUnlessRunning(Duration time) {
        if (!set) {
            start(time);
        }
    }

    /** The whole content is due within {@code time}, counted from now. */
    void startContent(Duration time) {
        contentAt = nanoTime.getAsLong() + time.toNanos();
    }

    /** The next piece of the content is due within {@code time}, and not behind the end of the content's time. */
    void startBlock(Duration time) {
        long blockAt = nanoTime.getAsLong() + time.toNanos();
        at = blockAt - contentAt < 0 ? blockAt : contentAt;
        set = true;
    }

    /** Nothing is due: the connection is not waiting for its client. */
    void stop() {
        set = false;
    }

    boolean isLate(long now) {
        return set && now - at > 0;
    }
}
