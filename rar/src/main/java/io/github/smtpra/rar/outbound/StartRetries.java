package io.github.smtpra.rar.outbound;

import io.github.smtpra.engine.thread.Threads;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tries again to start what could not be: a database that is away, or a data source that the server binds later, must not
 * keep waiting mail from being delivered until somebody sends. Lives until it has worked, or is closed.
 */
final class StartRetries implements AutoCloseable {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Threads.newPlatformThreadFactory("smtp-ra-outbound"));
    private final Try again;

    /** What is tried. */
    interface Try {
        /** Whether it has worked, or is not worth another try. */
        boolean run();
    }

    private StartRetries(Try again) {
        this.again = again;
    }

    /** Begins to try. */
    static StartRetries of(Try again) {
        StartRetries retries = new StartRetries(again);
        retries.schedule(FIRST);
        return retries;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A try throws nothing.
    private void schedule(Duration delay) {
        timer.schedule(() -> attempt(delay), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt(Duration last) {
        if (again.run()) {
            timer.shutdown();
        } else if (!timer.isShutdown()) {
            Duration longer = last.multipliedBy(2);
            schedule(longer.compareTo(LONGEST) < 0 ? longer : LONGEST);
        }
    }

    /** Ends it; a try that is under way ends by itself. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
