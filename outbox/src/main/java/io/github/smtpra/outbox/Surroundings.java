package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.content.ContentDisk;
import io.github.smtpra.outbox.content.ContentFiles;
import io.github.smtpra.outbox.store.Checkpoint;
import io.github.smtpra.outbox.store.DueSignal;
import io.github.smtpra.outbox.store.Heartbeat;
import io.github.smtpra.outbox.store.HeartbeatThread;
import io.github.smtpra.outbox.store.OutboxStore;
import io.github.smtpra.outbox.store.PostgresStore;
import io.github.smtpra.outbox.store.SharedDatabase;
import io.github.smtpra.outbox.store.SqliteStore;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The machine's parts, in the place of which a test puts others, and the database, if several servers share one.
 *
 * @param disk where contents are written
 * @param checkpoint who is told of the store's moments
 * @param shared what is shared with other servers
 * @param heartbeat renews what this server has in hand there
 */
record Surroundings(ContentDisk disk, Checkpoint checkpoint, Optional<SharedDatabase> shared, Heartbeat heartbeat) {
    /** Those of production, of a server that shares nothing. */
    static final Surroundings REAL = new Surroundings(ContentDisk.LOCAL, Checkpoint.NONE);

    /** Those of a server that shares nothing. */
    Surroundings(ContentDisk disk, Checkpoint checkpoint) {
        this(disk, checkpoint, Optional.empty(), new HeartbeatThread());
    }

    /** Those of production, of a server that shares {@code database}. */
    static Surroundings sharing(SharedDatabase database) {
        return new Surroundings(ContentDisk.LOCAL, Checkpoint.NONE, Optional.of(database), new HeartbeatThread());
    }

    /** Opens the store, in {@code directory} or in the shared database. */
    OutboxStore openStore(Path directory, ContentFiles files, DueSignal due) throws OutboxException {
        return shared.isPresent()
                ? PostgresStore.open(shared.get(), files, checkpoint, due.ringing(heartbeat))
                : SqliteStore.open(directory, files, checkpoint);
    }

    /** Whether a content file of an earlier process is still needed: what is shared needs none. */
    boolean isNeeded(OutboxStore store, MailId mail) throws OutboxException {
        return shared.isEmpty() && store.contains(mail);
    }
}
