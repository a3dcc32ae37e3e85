package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.content.ContentFiles;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens a store in a PostgreSQL database that several servers share. Each has its own name there, which an advisory lock
 * on the writer's connection keeps: a second server of the same name is refused, and a killed one's lock ends with its
 * connection.
 */
public final class PostgresStore {
    private static final String LOCK = "SELECT pg_try_advisory_lock(hashtext(?))";
    private static final String LOCK_NAME = "smtp-ra node ";

    private final SharedDatabase database;
    private final ContentFiles files;
    private final PostgresDialect dialect = new PostgresDialect();

    private PostgresStore(SharedDatabase database, ContentFiles files) {
        this.database = database;
        this.files = files;
    }

    /**
     * Opens the store, and makes its tables if they are missing.
     *
     * @throws OutboxException if the database can not be used, a later version has made the tables, or another server has
     *     the same name
     */
    public static OutboxStore open(
            SharedDatabase database, ContentFiles files, Checkpoint checkpoint, Heartbeat heartbeat)
            throws OutboxException {
        PostgresStore opening = new PostgresStore(database, files);
        Writer writer = new Writer(opening::toWrite, opening.dialect, files, checkpoint);
        try {
            Reader reader = new Reader("smtp-ra-outbox-reader", opening::toRead);
            return opening.withReader(writer, reader, heartbeat);
        } catch (OutboxException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private OutboxStore withReader(Writer writer, Reader reader, Heartbeat heartbeat) throws OutboxException {
        try {
            Reader operatorReader = new Reader("smtp-ra-outbox-operator", this::toRead);
            return withClaims(writer, reader, operatorReader, heartbeat);
        } catch (OutboxException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private OutboxStore withClaims(Writer writer, Reader reader, Reader operatorReader, Heartbeat heartbeat)
            throws OutboxException {
        try {
            Claiming claiming = new LeasedClaiming(
                    writer, reader, new LeasedClaiming.Lease(database.node(), database.lease(), heartbeat));
            return new SqlStore(new SqlStore.Parts(
                            writer,
                            reader,
                            operatorReader,
                            claiming,
                            database.node(),
                            new ContentParts(files, operatorReader),
                            () -> {}))
                    .recovered();
        } catch (OutboxException | RuntimeException e) {
            operatorReader.close();
            throw e;
        }
    }

    private Sql toWrite() throws SQLException, OutboxException {
        Sql sql = Sql.open(this::lockedConnection);
        try {
            dialect.prepareTables(sql);
            return sql;
        } catch (SQLException | OutboxException | RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    private Sql toRead() throws SQLException {
        return Sql.open(this::connection);
    }

    private Connection connection() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(true);
        return connection;
    }

    private Connection lockedConnection() throws SQLException {
        Connection connection = connection();
        try (var lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, LOCK_NAME + database.node());
            try (var row = lock.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    return connection;
                }
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        throw new SQLException(
                "another server named " + database.node() + " uses this database: each needs its own name");
    }
}
