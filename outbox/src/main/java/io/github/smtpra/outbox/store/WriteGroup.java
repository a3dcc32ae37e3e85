package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.content.ContentFiles;
import io.github.smtpra.outbox.store.Checkpoint.Moment;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes that are committed together. Each runs in a savepoint of its own, so that one which fails is undone alone. Lives
 * for one transaction, on the writer's thread.
 */
final class WriteGroup {
    private static final Logger LOG = System.getLogger(WriteGroup.class.getName());

    private final List<Write<?>> writes;
    private final Tools tools;
    private final Sql sql;
    private final List<Runnable> announcements = new ArrayList<>();

    /**
     * What a group works with.
     *
     * @param sql the connection
     * @param dialect how its database is spoken to
     * @param setting how it flushes now
     * @param files what rows may name
     * @param checkpoint who is told
     */
    record Tools(Sql sql, Dialect dialect, Durability.Setting setting, ContentFiles files, Checkpoint checkpoint) {}

    WriteGroup(List<Write<?>> writes, Tools tools) {
        this.writes = writes;
        this.tools = tools;
        this.sql = tools.sql();
    }

    /** Commits the writes, and tells each how it ended. */
    void run() {
        Durability durability = writes.stream()
                .map(Write::durability)
                .max(Durability::compareTo)
                .orElseThrow();
        if (!isConnected()) {
            return;
        }
        try {
            tools.setting().apply(durability);
            tools.dialect().begin(sql);
            for (Write<?> write : writes) {
                attempt(write);
            }
            commit(durability);
        } catch (Throwable e) {
            failAll(e);
            return;
        }
        reportCommit(durability);
        announcements.forEach(Runnable::run);
    }

    private boolean isConnected() {
        try {
            sql.restore();
            return true;
        } catch (SQLException | RuntimeException e) {
            writes.forEach(write -> write.fail(
                    new OutboxException("The database of the outbox can not be reached: " + e.getMessage(), e)));
            return false;
        }
    }

    private void attempt(Write<?> write) throws SQLException {
        sql.update("SAVEPOINT one");
        try {
            tools.checkpoint().reached(Moment.OPERATION);
            announcements.add(write.attempt(sql));
        } catch (IOException | SQLException | RuntimeException e) {
            // RFC 5321 §6.1 (OPS-002): on a full disk nothing is accepted.
            // Fails if the error has ended the whole transaction, as a full disk does: then all have failed.
            sql.update("ROLLBACK TO one");
            write.fail(
                    e instanceof LeasedClaiming.LostException
                            ? new ClaimLostException(String.valueOf(e.getMessage()), e)
                            : new OutboxException("The outbox can not store this: " + e.getMessage(), e));
        }
        sql.update("RELEASE one");
    }

    private void commit(Durability durability) throws SQLException, IOException {
        if (durability == Durability.POWER_FAILURE_WITH_FILES) {
            tools.files().forceNames();
        }
        // RFC 5321 §6.1 (CLI-050, OPS-001): accepted is what has been flushed; who waits hears only then.
        tools.checkpoint().reached(durability.needsFlush() ? Moment.BEFORE_FLUSH : Moment.BEFORE_MARK);
        sql.update("COMMIT");
    }

    @SuppressWarnings("EmptyCatch")
    private void reportCommit(Durability durability) {
        try {
            tools.checkpoint().reached(durability.needsFlush() ? Moment.AFTER_FLUSH : Moment.AFTER_MARK);
        } catch (IOException e) {
            // It is committed, whatever a test says.
        }
    }

    private void failAll(Throwable cause) {
        LOG.log(Level.ERROR, "The outbox could not commit; what was being sent is refused", cause);
        boolean certain = undone();
        String reason = "The outbox could not commit: " + cause.getMessage();
        for (Write<?> write : writes) {
            write.fail(certain ? new OutboxException(reason, cause) : new UncertainCommitException(reason, cause));
        }
    }

    /**
     * Undoes the transaction, and says whether that is certain. When a flush fails, SQLite's log may hold the whole group
     * although SQLite has dropped it, and a process that starts later would replay it. Another commit, which takes the
     * same place in the log, rules that out.
     */
    private boolean undone() {
        try {
            sql.update("ROLLBACK");
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "Rolled back before", e);
        }
        try {
            tools.checkpoint().reached(Moment.BEFORE_REPAIR);
            tools.setting().apply(Durability.POWER_FAILURE);
            tools.dialect().ruleOut(sql);
            return true;
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "The outbox can not write at all", e);
            return false;
        }
    }
}
