package io.github.smtpra.outbox.ledger;

import java.io.IOException;

/**
 * Flushes a journal: one flush for all notes that were written before it starts. Safe for use by many threads; its lock
 * is held over a flush, and only those who need one wait for it.
 */
final class Flusher {
    private final Journal journal;
    private long flushed;

    Flusher(Journal journal) {
        this.journal = journal;
    }

    /** Returns when the notes that the caller has appended survive a power failure. */
    void flush() throws IOException {
        long needed = journal.appended();
        synchronized (this) {
            if (flushed < needed) {
                long covered = journal.appended();
                journal.force();
                flushed = covered;
            }
        }
    }
}
