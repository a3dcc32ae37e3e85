package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import java.sql.SQLException;

/** What one database says otherwise than the other. Without state; for the thread of the connection that it is given. */
interface Dialect {
    /** Makes the tables of a new database, and brings older ones up to date in one step. */
    void prepareTables(Sql sql) throws SQLException, OutboxException;

    /** Begins a transaction that writes. */
    void begin(Sql sql) throws SQLException;

    /** Sets whether commits from now on are flushed; called outside of a transaction only. */
    void flushing(Sql sql, Flushing flushing) throws SQLException;

    /**
     * Rules out that a commit which has failed is found done later.
     *
     * @throws SQLException if that is not possible
     */
    void ruleOut(Sql sql) throws SQLException;

    /** Whether a commit returns before or after its flush. */
    enum Flushing {
        /** The commit survives a killed process when it returns. */
        LATER,
        /** The commit survives a power failure when it returns. */
        AT_COMMIT
    }
}
