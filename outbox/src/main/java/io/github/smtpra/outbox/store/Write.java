package io.github.smtpra.outbox.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/**
 * One write that waits or runs. Used by the writer's thread, but for its result.
 *
 * @param durability what it must survive
 * @param work what is to be done
 * @param result told when all is settled
 */
record Write<T>(Durability durability, Sql.Work<T> work, CompletableFuture<T> result) {
    /** Does the work, which is not committed yet; the result is told when what is returned is run. */
    Runnable attempt(Sql sql) throws SQLException {
        T value = work.run(sql);
        return () -> result.complete(value);
    }

    void fail(Throwable cause) {
        result.completeExceptionally(cause);
    }
}
