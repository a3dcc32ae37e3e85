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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A ledger that several servers share: whichever of them a client comes to again knows what the others have done. What is
 * under way here is known in memory; what is under way at another server, by the time that a delivery may take. Open from
 * {@link #open} to {@link #close}. Safe for use by many threads, without locks; a step waits for the database.
 */
final class PostgresLedger implements InboundLedger {
    private static final Logger LOG = System.getLogger(PostgresLedger.class.getName());
    private static final int PURGE_EVERY = 1000;

    private final DirectoryLock lock;
    private final LedgerRows rows;
    private final Clock clock;
    private final LedgerSettings settings;
    private final Map<DeliveryKey, String> running = new ConcurrentHashMap<>();

    /** Done here, which the database could not be told. */
    private final Map<DeliveryKey, Reply> untold = new ConcurrentHashMap<>();

    private final AtomicLong begun = new AtomicLong();

    private PostgresLedger(DirectoryLock lock, LedgerRows rows, Clock clock, LedgerSettings settings) {
        this.lock = lock;
        this.rows = rows;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Opens the ledger in {@code database}.
     *
     * @param directory a real path, which keeps a second deployment of this server from running the same activation
     */
    static PostgresLedger open(Path directory, SharedLedger database, Clock clock, LedgerSettings settings)
            throws OutboxException {
        DirectoryLock lock = locked(directory);
        try {
            LedgerRows rows = new LedgerRows(database, settings.durability());
            rows.prepare();
            rows.purge(clock.instant());
            return new PostgresLedger(lock, rows, clock, settings);
        } catch (OutboxException | RuntimeException e) {
            unlock(lock);
            throw e;
        }
    }

    private static DirectoryLock locked(Path directory) throws OutboxException {
        try {
            return DirectoryLock.take(directory.resolve("ledger.lock"));
        } catch (IOException e) {
            throw new OutboxException("The ledger in " + directory + " can not be opened: " + e.getMessage(), e);
        }
    }

    private static void unlock(DirectoryLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The ledger did not close well", e);
        }
    }

    @Override
    public Entry begin(DeliveryKey key) throws IOException {
        String run = UUID.randomUUID().toString();
        if (running.putIfAbsent(key, run) != null) {
            return new Entry.InProgress();
        }
        boolean begins = false;
        try {
            Entry entry = entry(key, run);
            begins = entry instanceof Entry.Fresh || entry instanceof Entry.Redelivered;
            return entry;
        } finally {
            if (!begins) {
                running.remove(key);
            }
        }
    }

    private Entry entry(DeliveryKey key, String run) throws OutboxException {
        purgeSometimes();
        Reply here = untold.get(key);
        if (here != null) {
            return new Entry.Done(here);
        }
        Optional<Entry> entry = tryEntry(key, run);
        while (entry.isEmpty()) {
            // Another server has changed the row between two of our looks.
            entry = tryEntry(key, run);
        }
        return entry.get();
    }

    private Optional<Entry> tryEntry(DeliveryKey key, String run) throws OutboxException {
        if (rows.insert(key, run, expiry())) {
            return Optional.of(new Entry.Fresh());
        }
        Optional<LedgerRows.Known> known = rows.find(key);
        return known.isPresent() ? entry(key, run, known.get()) : Optional.empty();
    }

    private Optional<Entry> entry(DeliveryKey key, String run, LedgerRows.Known known) throws OutboxException {
        boolean counts = !known.expiresAt().isBefore(clock.instant());
        if (known.underWayElsewhere()) {
            return Optional.of(new Entry.InProgress());
        } else if (counts && known.reply().isPresent()) {
            return Optional.of(new Entry.Done(known.reply().get()));
        } else if (rows.replace(key, known.run(), run, expiry())) {
            return Optional.of(counts ? new Entry.Redelivered() : new Entry.Fresh());
        }
        return Optional.empty();
    }

    private Instant expiry() {
        return clock.instant().plus(settings.window());
    }

    private void purgeSometimes() throws OutboxException {
        if (begun.incrementAndGet() % PURGE_EVERY == 0) {
            rows.purge(clock.instant());
        }
    }

    @Override
    public void done(DeliveryKey key, Reply reply) throws IOException {
        String run = running.getOrDefault(key, "");
        untold.put(key, reply);
        running.remove(key);
        rows.done(key, run, reply, expiry());
        untold.remove(key);
    }

    @Override
    public void undone(DeliveryKey key) throws IOException {
        String run = running.getOrDefault(key, "");
        try {
            rows.remove(key, run);
        } finally {
            running.remove(key);
        }
    }

    @Override
    public void lost(DeliveryKey key) {
        String run = running.getOrDefault(key, "");
        try {
            rows.leave(key, run);
        } catch (OutboxException e) {
            // The other servers find out when it has taken too long.
            LOG.log(Level.DEBUG, "The shared ledger could not be told of a lost delivery", e);
        } finally {
            running.remove(key);
        }
    }

    @Override
    public void heard(DeliveryKey key) {
        untold.remove(key);
        try {
            rows.forget(key);
        } catch (OutboxException e) {
            LOG.log(Level.WARNING, "The ledger can not be written; a mail may be taken for a repetition", e);
        }
    }

    @Override
    public void close() {
        unlock(lock);
    }
}
