package io.github.smtpra.it.kill;

import java.util.HashSet;
import java.util.Set;

/** What the clients were told. Safe for use by many threads. */
final class ErrandRecord {
    private final Set<String> done = new HashSet<>();
    private long unanswered;
    private boolean closed;

    synchronized void done(String subject) {
        done.add(subject);
    }

    synchronized void unanswered() {
        unanswered++;
    }

    /** No client begins another errand. */
    synchronized void close() {
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Those of which a client was told that they are done. */
    synchronized Set<String> done() {
        return Set.copyOf(done);
    }

    synchronized int count() {
        return done.size();
    }

    /** How often a client did not hear an answer. */
    synchronized long unansweredCount() {
        return unanswered;
    }
}
