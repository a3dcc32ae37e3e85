package io.github.smtpra.outbox.ledger;

import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.directory.SharedByDirectory;
import java.nio.file.Path;
import java.time.Clock;

/** Where ledgers come from: one for each directory and JVM, shared by all who acquire it. */
public final class Ledgers {
    private static final SharedByDirectory<JournalLedger> OPEN = new SharedByDirectory<>();

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
}
