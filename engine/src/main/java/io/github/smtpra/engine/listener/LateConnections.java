package io.github.smtpra.engine.listener;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The one timer of a listener: looks at all connections twice a second and ends those that are late. No connection
 * needs a timer, a timed read or a lock of its own.
 */
final class LateConnections implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Set<Connection> connections;
    private final LongConsumer tidying;
    private final LongSupplier nanoTime;
    private final Thread thread;
    private volatile boolean closed;

    LateConnections(String name, Set<Connection> connections, LongConsumer tidying, LongSupplier nanoTime) {
        this.connections = connections;
        this.tidying = tidying;
        this.nanoTime = nanoTime;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, TICK_NANOS);
            long now = nanoTime.getAsLong();
            for (Connection connection : connections) {
                end(connection, now);
            }
            tidying.accept(now);
        }
    }

    /** The timer must outlive any one connection. */
    private static void end(Connection connection, long now) {
        try {
            connection.endIfLate(now);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA013 A connection that is late could not be ended", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
