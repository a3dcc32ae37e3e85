package io.github.smtpra.engine.delivery;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The sessions there are, and their threads. Safe for use by many threads; its lock is held while the sets are looked at. */
final class SessionThreads {
    private final Set<DestinationSession> sessions = new HashSet<>();
    private final Set<Thread> started = new HashSet<>();
    private final Duration patience;

    /** None yet; {@code patience} is how long an end is waited for. */
    SessionThreads(Duration patience) {
        this.patience = patience;
    }

    synchronized void add(DestinationSession session, Thread thread) {
        sessions.add(session);
        started.removeIf(one -> one.getState() == Thread.State.TERMINATED);
        started.add(thread);
    }

    /** A session has ended; its thread is about to. */
    synchronized void remove(DestinationSession session) {
        sessions.remove(session);
    }

    synchronized int count() {
        return sessions.size();
    }

    private synchronized List<DestinationSession> sessions() {
        return List.copyOf(sessions);
    }

    private synchronized List<Thread> threads() {
        return List.copyOf(started);
    }

    /** Aborts what is not past the final dot; gives the rest its time, then cuts it off. No thread is left. */
    void end() {
        sessions().forEach(DestinationSession::abort);
        joinAll();
        sessions().forEach(DestinationSession::cut);
        joinAll();
    }

    private void joinAll() {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (Thread thread : threads()) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
