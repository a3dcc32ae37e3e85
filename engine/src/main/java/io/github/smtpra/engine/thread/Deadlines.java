package io.github.smtpra.engine.thread;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * One timer for all that must not wait for ever: what is still open at its deadline is cut off. It bounds writes as well
 * as reads, and a peer that sends an octet now and then does not move it. Safe for use by many threads; its one thread
 * lives from the first deadline until {@link #close()}.
 */
public final class Deadlines implements AutoCloseable {
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer;

    /** A timer whose thread is called {@code name}. */
    public Deadlines(String name) {
        ThreadFactory factory = Threads.newPlatformThreadFactory(name);
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = factory.newThread(task);
            threads.add(thread);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** A deadline that was set. */
    @FunctionalInterface
    public interface Deadline {
        /** It was met: nothing is cut off any more. */
        void met();
    }

    /**
     * Runs {@code cutOff} after {@code time}, unless the deadline is met before.
     *
     * @param cutOff must return at once: all deadlines share a thread
     */
    public Deadline in(Duration time, Runnable cutOff) {
        ScheduledFuture<?> future = timer.schedule(cutOff, time.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** Forgets all deadlines and ends the thread. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            for (Thread thread : threads) {
                // Nothing that it runs takes time; the executor's own awaitTermination is true while it still lives.
                thread.join(1000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
