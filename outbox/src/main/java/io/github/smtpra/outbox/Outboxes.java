package io.github.smtpra.outbox;

import io.github.smtpra.outbox.directory.SharedByDirectory;
import io.github.smtpra.outbox.store.SharedDatabase;
import java.nio.file.Path;
import java.time.Clock;

/** Where outboxes come from: one for each directory and JVM, shared by all who acquire it. */
public final class Outboxes {
    private static final SharedByDirectory<DurableOutbox> OPEN = new SharedByDirectory<>();

    private Outboxes() {}

    /**
     * A hold on the outbox in {@code directory}, to be {@linkplain Outbox#close closed}. Opens it if nobody has it: makes
     * the directory if it is missing, recovers from a killed process, and waits for both.
     *
     * @param clock tells what is due; of several users, the one that opens the outbox decides
     * @throws OutboxException if the directory can not be written, or belongs to another process or to another deployment
     */
    public static Outbox acquire(Path directory, Clock clock) throws OutboxException {
        return new OutboxHandle(OPEN.acquire(directory, real -> DurableOutbox.open(real, clock, Surroundings.REAL)));
    }

    /**
     * A hold on the outbox in {@code database}, which several servers share; {@code directory} holds what is being staged
     * here. Otherwise as {@link #acquire(Path, Clock)}.
     *
     * @throws OutboxException also if the database can not be used, or another server has the same name in it
     */
    public static Outbox acquire(Path directory, SharedDatabase database, Clock clock) throws OutboxException {
        return new OutboxHandle(
                OPEN.acquire(directory, real -> DurableOutbox.open(real, clock, Surroundings.sharing(database))));
    }
}
