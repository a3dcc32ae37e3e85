package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.content.ContentFiles;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Does all writes, on one thread: takes what waits and commits it as one {@link WriteGroup}, with one flush for all.
 * Safe for use by many threads; a caller waits until its write is as durable as it {@linkplain Durability asked}.
 */
final class Writer implements AutoCloseable {
    /** Bounds the memory of a group: with contents of 64 KiB, 16 MiB. */
    private static final int MAX_GROUP = 256;

    private final Jobs<Write<?>> writes = new Jobs<>();
    private final Dialect dialect;
    private final ContentFiles files;
    private final Checkpoint checkpoint;
    private final StoreThread thread;

    Writer(StoreThread.Opener opener, Dialect dialect, ContentFiles files, Checkpoint checkpoint)
            throws OutboxException {
        this.dialect = dialect;
        this.files = files;
        this.checkpoint = checkpoint;
        thread = StoreThread.start("smtp-ra-outbox-writer", writes, opener, this::writeAll);
    }

    <T> T write(Durability durability, Sql.Work<T> work) throws OutboxException {
        Write<T> write = new Write<>(durability, work, new CompletableFuture<>());
        writes.add(write);
        return Jobs.await(write.result());
    }

    private void writeAll(Sql sql) {
        Durability.Setting setting = new Durability.Setting(sql, dialect);
        List<Write<?>> group = writes.take(MAX_GROUP);
        while (!group.isEmpty()) {
            new WriteGroup(group, new WriteGroup.Tools(sql, dialect, setting, files, checkpoint)).run();
            group = writes.take(MAX_GROUP);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
