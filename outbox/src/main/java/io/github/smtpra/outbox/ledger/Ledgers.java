package io.github.smtpra.outbox.ledger;

import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.directory.SharedByDirectory;
import java.nio.file.Path;
import java.time.Clock;

/** Where ledgers come from: one for each directory and JVM, shared by all who acquire it. */
public final class Ledgers {
    private static final SharedByDirectory<InboundLedger> OPEN = new SharedByDirectory<>();

    private Ledgers() {}

    /**
     * A hold on the ledger in {@code directory}, which may be that of an outbox; to be {@linkplain InboundLedger#close
     * closed}. Of several users, the one that opens it decides on clock and settings.
     *
     * @throws OutboxException if the directory can not be written, or belongs to another process or another deployment
     */
    public static InboundLedger acquire(Path directory, Clock clock, LedgerSettings settings) throws OutboxException {
        return new LedgerHandle(OPEN.acquire(directory, real -> JournalLedger.open(real, clock, settings)));
    }

    /**
     * A hold on the ledger in {@code database}, which several servers share; {@code directory} is this activation's own on
     * this server. Otherwise as {@link #acquire(Path, Clock, LedgerSettings)}.
     *
     * @throws OutboxException also if the database can not be used
     */
    public static InboundLedger acquire(Path directory, SharedLedger database, Clock clock, LedgerSettings settings)
            throws OutboxException {
        return new LedgerHandle(OPEN.acquire(directory, real -> PostgresLedger.open(real, database, clock, settings)));
    }
}
