package io.github.smtpra.engine.thread;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    /** A watch for one thing that waits, step by step, with one deadline at a time. */
    public Watch watch(Consumer<String> cutOff) {
        return new Watch(cutOff);
    }

    /**
     * Sets deadlines for one thing. A step costs the timer nothing: its thread looks at the watch again when the deadline
     * that it knows of is over, and not before a sooner one is set. Safe for use by many threads; its lock guards its
     * fields only.
     */
    public final class Watch {
        private final Consumer<String> cutOff;
        private Optional<Step> step = Optional.empty();
        private @Nullable ScheduledFuture<?> look;
        private long lookAt;

        private Watch(Consumer<String> cutOff) {
            this.cutOff = cutOff;
        }

        private record Step(String lateness, Duration time, long end) {
            boolean isLate(long now) {
                return now - end >= 0;
            }
        }

        /** Cuts off after {@code time}, saying {@code lateness}, unless the deadline is met before. Must return at once. */
        public synchronized void begin(String lateness, Duration time) {
            long end = System.nanoTime() + time.toNanos();
            step = Optional.of(new Step(lateness, time, end));
            if (look == null || end - lookAt < 0) {
                lookAt(end);
            }
        }

        private void lookAt(long end) {
            stopLooking();
            lookAt = end;
            look = timer.schedule(this::look, end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        private void stopLooking() {
            if (look != null) {
                look.cancel(false);
                look = null;
            }
        }

        /** It was met: nothing is cut off any more. */
        public synchronized void met() {
            step = Optional.empty();
        }

        /** Nothing will wait any more. */
        public synchronized void end() {
            met();
            stopLooking();
        }

        private void look() {
            late().ifPresent(one -> cutOff.accept(one.lateness() + " within " + one.time()));
        }

        private synchronized Optional<Step> late() {
            look = null;
            Optional<Step> late = step.filter(one -> one.isLate(System.nanoTime()));
            if (late.isPresent()) {
                step = Optional.empty();
            } else {
                step.ifPresent(one -> lookAt(one.end()));
            }
            return late;
        }
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
