package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a thread of the store. Safe for use by many threads. Its lock guards the queue only; nothing is done
 * under it.
 *
 * @param <J> the kind of job
 */
final class Jobs<J> {
    private final Queue<J> waiting = new ArrayDeque<>();
    private boolean closed;

    /** Puts {@code job} behind the others. */
    synchronized void add(J job) throws OutboxException {
        if (closed) {
            throw new OutboxException("The outbox is closed");
        }
        waiting.add(job);
        notifyAll();
    }

    /** Takes up to {@code max} jobs, and waits for the first; empty when closed and nothing is left. */
    synchronized List<J> take(int max) {
        while (waiting.isEmpty() && !closed) {
            await();
        }
        List<J> taken = new ArrayList<>(Math.min(max, waiting.size()));
        while (taken.size() < max && !waiting.isEmpty()) {
            taken.add(waiting.remove());
        }
        return taken;
    }

    /** Nobody but the store has its threads, so nobody interrupts them; if somebody does, it means nothing. */
    @SuppressWarnings({"WaitNotInLoop", "EmptyCatch"})
    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            // The caller looks again.
        }
    }

    /** Takes no more jobs; those that wait are still done. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** The result of a job. An interrupt does not end the wait: the job is done whatever we do, and its end is the truth. */
    static <T> T await(CompletableFuture<T> result) throws OutboxException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw asOutboxException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A new exception, whose stack is the caller's. */
    private static OutboxException asOutboxException(@Nullable Throwable cause) {
        if (cause instanceof UncertainCommitException uncertain) {
            return new UncertainCommitException(String.valueOf(uncertain.getMessage()), uncertain);
        }
        if (cause instanceof ClaimLostException lost) {
            return new ClaimLostException(String.valueOf(lost.getMessage()), lost);
        }
        if (cause instanceof OutboxException failure) {
            return new OutboxException(String.valueOf(failure.getMessage()), failure);
        }
        return cause == null
                ? new OutboxException("The outbox failed")
                : new OutboxException("The outbox failed: " + cause, cause);
    }
}
