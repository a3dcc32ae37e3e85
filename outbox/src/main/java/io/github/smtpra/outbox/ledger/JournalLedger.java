package io.github.smtpra.outbox.ledger;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.directory.DirectoryLock;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one directory: the notes that still count, in memory, and a {@link Journal} of all. Open from
 * {@link #open} to {@link #close}. Safe for use by many threads.
 *
 * <p>One lock guards both, and is held for one write of some hundred octets to the system's cache: the order of the notes
 * in the file has to be that in memory. That is the exception from "no disk work under a lock"; flushes happen under a
 * lock of their own, one for all notes written before.
 */
final class JournalLedger implements InboundLedger {
    private static final Logger LOG = System.getLogger(JournalLedger.class.getName());
    private static final int COMPACT_AT = 4 << 20;

    private final DirectoryLock lock;
    private final Clock clock;
    private final LedgerSettings settings;
    private final long compactAt;
    private final Map<DeliveryKey, Note> notes;
    private final Set<DeliveryKey> running = new HashSet<>();
    private final Flusher flusher;
    private final Journal journal;
    private long nextCompaction;

    private JournalLedger(
            DirectoryLock lock,
            Clock clock,
            LedgerSettings settings,
            Journal journal,
            Map<DeliveryKey, Note> notes,
            long compactAt) {
        this.lock = lock;
        this.clock = clock;
        this.settings = settings;
        this.journal = journal;
        this.notes = notes;
        this.compactAt = compactAt;
        nextCompaction = compactAt;
        flusher = new Flusher(journal);
    }

    /** Opens the ledger in {@code directory}, a real path. */
    static JournalLedger open(Path directory, Clock clock, LedgerSettings settings) throws OutboxException {
        return open(directory, clock, settings, new Ground(LedgerDisk.LOCAL, COMPACT_AT));
    }

    /** The same, compacted when the file passes {@code compactAt} octets. */
    static JournalLedger open(Path directory, Clock clock, LedgerSettings settings, long compactAt)
            throws OutboxException {
        return open(directory, clock, settings, new Ground(LedgerDisk.LOCAL, compactAt));
    }

    /**
     * What a ledger stands on.
     *
     * @param disk where its file lies
     * @param compactAt the size from which on the file is compacted
     */
    record Ground(LedgerDisk disk, long compactAt) {}

    /** The same, on other ground. */
    static JournalLedger open(Path directory, Clock clock, LedgerSettings settings, Ground ground)
            throws OutboxException {
        try {
            DirectoryLock lock = DirectoryLock.take(directory.resolve("ledger.lock"));
            try {
                Map<DeliveryKey, Note> notes = new HashMap<>();
                Journal journal = Journal.open(
                        ground.disk(), directory.resolve("ledger.journal"), note -> keepLatest(notes, note));
                return new JournalLedger(lock, clock, settings, journal, notes, ground.compactAt());
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new OutboxException("The ledger in " + directory + " can not be opened: " + e.getMessage(), e);
        }
    }

    private static void keepLatest(Map<DeliveryKey, Note> notes, Note note) {
        if (note instanceof Note.Forgotten) {
            notes.remove(note.key());
        } else {
            notes.put(note.key(), note);
        }
    }

    @Override
    public Entry begin(DeliveryKey key) throws IOException {
        Entry entry = beginUnflushed(key);
        if (entry instanceof Entry.Fresh || entry instanceof Entry.Redelivered) {
            flushBegin(key);
        }
        return entry;
    }

    private synchronized Entry beginUnflushed(DeliveryKey key) throws IOException {
        if (running.contains(key)) {
            return new Entry.InProgress();
        }
        Note known = live(key);
        if (known instanceof Note.Done done) {
            return new Entry.Done(done.reply());
        }
        write(new Note.Begun(key, clock.instant()));
        running.add(key);
        return known == null ? new Entry.Fresh() : new Entry.Redelivered();
    }

    private void flushBegin(DeliveryKey key) throws IOException {
        try {
            flush();
        } catch (IOException e) {
            undone(key);
            throw e;
        }
    }

    @Override
    public void done(DeliveryKey key, Reply reply) throws IOException {
        synchronized (this) {
            Note note = new Note.Done(key, clock.instant(), reply);
            running.remove(key);
            notes.put(key, note);
            write(note);
        }
        flush();
    }

    @Override
    public synchronized void undone(DeliveryKey key) throws IOException {
        running.remove(key);
        notes.remove(key);
        write(new Note.Forgotten(key, clock.instant()));
    }

    @Override
    public synchronized void lost(DeliveryKey key) {
        running.remove(key);
    }

    /** Only a delivery that is done can have been heard of; one that runs again meanwhile is another matter. */
    @Override
    public synchronized void heard(DeliveryKey key) {
        if (running.contains(key) || notes.remove(key) == null) {
            return;
        }
        try {
            write(new Note.Forgotten(key, clock.instant()));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The ledger can not be written; a mail may be taken for a repetition", e);
        }
    }

    private @Nullable Note live(DeliveryKey key) {
        Note known = notes.get(key);
        return known == null || isExpired(known, clock.instant()) ? null : known;
    }

    private boolean isExpired(Note note, Instant now) {
        return note.at().plus(settings.window()).isBefore(now);
    }

    private void write(Note note) throws IOException {
        journal.append(note);
        keepLatest(notes, note);
        if (journal.size() > nextCompaction) {
            compact();
        }
    }

    /** A failure is no harm: the file stays as it is, and grows until the next try. */
    private void compact() {
        Instant now = clock.instant();
        notes.values().removeIf(note -> isExpired(note, now) && !running.contains(note.key()));
        try {
            journal.rewrite(notes.values());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The ledger can not be compacted now", e);
        }
        nextCompaction = Math.max(compactAt, 2 * journal.size());
    }

    private void flush() throws IOException {
        if (settings.durability() == LedgerDurability.POWER_FAILURE) {
            flusher.flush();
        }
    }

    @Override
    public synchronized void close() {
        try {
            journal.close();
            lock.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The ledger did not close well", e);
        }
    }
}
