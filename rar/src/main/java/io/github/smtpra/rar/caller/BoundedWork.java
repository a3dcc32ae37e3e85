package io.github.smtpra.rar.caller;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkAdapter;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work for the server that is waited for, but not for ever: few pieces at a time, so that a directory which hangs does not
 * take the threads that beans need, and each for a bounded time. A piece that is late keeps its place until it has ended.
 * Safe for use by many threads.
 */
final class BoundedWork {
    private final WorkManager workManager;
    private final Semaphore places;
    private final Duration patience;

    BoundedWork(WorkManager workManager, int places, Duration patience) {
        this.workManager = workManager;
        this.places = new Semaphore(places, true);
        this.patience = patience;
    }

    /**
     * Has the server do {@code work}, and returns when it is done.
     *
     * @throws WorkException if the server does not do it, or does not set up its context
     * @throws TimeoutException if it is not done in time
     */
    void run(Work work) throws WorkException, TimeoutException {
        try {
            if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("others took all of " + patience);
            }
            begin(work).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkException("interrupted", e);
        } catch (ExecutionException e) {
            throw new WorkException(e.getCause());
        }
    }

    private CompletableFuture<Void> begin(Work work) throws WorkException {
        Ending ending = new Ending();
        try {
            workManager.scheduleWork(work, WorkManager.INDEFINITE, null, ending);
        } catch (WorkException e) {
            ending.with(e);
            throw e;
        } catch (RuntimeException e) {
            ending.with(e);
            throw new WorkException(e);
        }
        return ending.ended;
    }

    /** Hears, once, that a piece of work is over; then its place is free. */
    private final class Ending extends WorkAdapter {
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        @Override
        public void workRejected(WorkEvent event) {
            with(event.getException());
        }

        @Override
        public void workCompleted(WorkEvent event) {
            if (event.getException() != null) {
                with(event.getException());
            } else if (ended.complete(null)) {
                places.release();
            }
        }

        private void with(Exception failure) {
            if (ended.completeExceptionally(failure)) {
                places.release();
            }
        }
    }
}
