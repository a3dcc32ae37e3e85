package io.github.smtpra.outbox.ledger;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.outbox.OutboxException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of a shared ledger. Each step is one statement, and so a transaction of its own, which says by itself whether
 * it waits for the database's flush. Safe for use by many threads.
 */
final class LedgerRows {
    /** The name has the format's number: a later format will be another table. */
    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS inbound_ledger_1 (
              activation TEXT NOT NULL,
              digest TEXT NOT NULL,
              run TEXT NOT NULL,
              node TEXT NOT NULL,
              busy_until BIGINT NOT NULL,
              expires_at BIGINT NOT NULL,
              reply_code INTEGER,
              reply_status TEXT,
              reply_text TEXT,
              PRIMARY KEY (activation, digest)
            )""";

    private static final String EXPIRY =
            "CREATE INDEX IF NOT EXISTS inbound_ledger_1_expiry ON inbound_ledger_1 (expires_at)";

    /** Two servers that start at the same time make the table once. */
    private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtext('smtp-ra ledger tables'))";

    /** The database's clock tells how long a delivery has been under way: servers' clocks need not agree so well. */
    private static final String NOW = "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";

    /** On or off, for this statement's own transaction. */
    private static final String FLUSH = "set_config('synchronous_commit', ?, true)";

    private static final String KEY = " activation = ? AND digest = ?";
    private static final String INSERT =
            "INSERT INTO inbound_ledger_1 (activation, digest, run, node, busy_until, expires_at) SELECT ?, ?, ?, ?, "
                    + NOW + " + ?, ? FROM " + FLUSH + " ON CONFLICT DO NOTHING";
    private static final String REPLACE = "UPDATE inbound_ledger_1 SET run = ?, node = ?, busy_until = " + NOW
            + " + ?, expires_at = ?, reply_code = NULL FROM " + FLUSH + " WHERE" + KEY + " AND run = ?";
    private static final String DONE =
            "INSERT INTO inbound_ledger_1 (activation, digest, run, node, busy_until, expires_at, reply_code,"
                    + " reply_status, reply_text) SELECT ?, ?, ?, '', 0, ?, ?, ?, ? FROM " + FLUSH
                    + " ON CONFLICT (activation, digest) DO UPDATE SET run = excluded.run, node = '', busy_until = 0,"
                    + " expires_at = excluded.expires_at, reply_code = excluded.reply_code,"
                    + " reply_status = excluded.reply_status, reply_text = excluded.reply_text";
    private static final String LEAVE =
            "UPDATE inbound_ledger_1 SET node = '', busy_until = 0 FROM " + FLUSH + " WHERE" + KEY + " AND run = ?";
    private static final String REMOVE =
            "DELETE FROM inbound_ledger_1 USING " + FLUSH + " WHERE" + KEY + " AND run = ? AND reply_code IS NULL";
    private static final String FORGET =
            "DELETE FROM inbound_ledger_1 USING " + FLUSH + " WHERE" + KEY + " AND reply_code IS NOT NULL";
    private static final String PURGE = "DELETE FROM inbound_ledger_1 USING " + FLUSH + " WHERE expires_at < ?";
    private static final String FIND = "SELECT run, expires_at, node <> ? AND busy_until > " + NOW
            + ", reply_code, reply_status, reply_text FROM inbound_ledger_1 WHERE" + KEY;

    private final SharedLedger database;
    private final String flush;

    LedgerRows(SharedLedger database, LedgerDurability durability) {
        this.database = database;
        flush = durability == LedgerDurability.POWER_FAILURE ? "on" : "off";
    }

    /**
     * What the table says of a delivery.
     *
     * @param run the name of the attempt that wrote it
     * @param expiresAt when it does not count any more
     * @param underWayElsewhere whether another server may still be at it
     * @param reply what the client is to hear, if it is done
     */
    record Known(String run, Instant expiresAt, boolean underWayElsewhere, Optional<Reply> reply) {}

    /** Makes the table if it is missing. */
    void prepare() throws OutboxException {
        with(connection -> {
            connection.setAutoCommit(false);
            try {
                for (String statement : List.of(ALONE, TABLE, EXPIRY)) {
                    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                        prepared.execute();
                    }
                }
                connection.commit();
            } finally {
                connection.setAutoCommit(true);
            }
            return true;
        });
    }

    /** Notes that {@code run} begins, if nothing is known of {@code key}; whether it did. */
    boolean insert(DeliveryKey key, String run, Instant expiresAt) throws OutboxException {
        return update(
                        INSERT,
                        key.activation(),
                        key.digest(),
                        run,
                        database.node(),
                        database.longestDelivery().toMillis(),
                        expiresAt.toEpochMilli(),
                        flush)
                == 1;
    }

    /** Notes that {@code run} begins in the place of {@code before}; false if that has gone meanwhile. */
    boolean replace(DeliveryKey key, String before, String run, Instant expiresAt) throws OutboxException {
        return update(
                        REPLACE,
                        run,
                        database.node(),
                        database.longestDelivery().toMillis(),
                        expiresAt.toEpochMilli(),
                        flush,
                        key.activation(),
                        key.digest(),
                        before)
                == 1;
    }

    /** Notes that {@code run} is done. */
    void done(DeliveryKey key, String run, Reply reply, Instant expiresAt) throws OutboxException {
        update(
                DONE,
                key.activation(),
                key.digest(),
                run,
                expiresAt.toEpochMilli(),
                reply.code(),
                reply.status().map(EnhancedStatusCode::toString).orElse(""),
                String.join("\n", reply.lines()),
                flush);
    }

    /** Notes that nobody is at it any more, however it ended. */
    void leave(DeliveryKey key, String run) throws OutboxException {
        update(LEAVE, flush, key.activation(), key.digest(), run);
    }

    /** Notes that {@code run} has not begun. */
    void remove(DeliveryKey key, String run) throws OutboxException {
        update(REMOVE, flush, key.activation(), key.digest(), run);
    }

    /** Forgets what is done. */
    void forget(DeliveryKey key) throws OutboxException {
        update(FORGET, "off", key.activation(), key.digest());
    }

    /** Forgets what does not count any more, of all activations. */
    void purge(Instant now) throws OutboxException {
        update(PURGE, "off", now.toEpochMilli());
    }

    Optional<Known> find(DeliveryKey key) throws OutboxException {
        return with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(FIND)) {
                bind(select, database.node(), key.activation(), key.digest());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(known(row)) : Optional.empty();
                }
            }
        });
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(row.getString(1), Instant.ofEpochMilli(row.getLong(2)), row.getBoolean(3), reply(row));
    }

    private static Optional<Reply> reply(ResultSet row) throws SQLException {
        int code = row.getInt(4);
        if (row.wasNull()) {
            return Optional.empty();
        }
        String status = row.getString(5);
        return Optional.of(new Reply(
                code,
                status.isEmpty() ? Optional.empty() : Optional.of(EnhancedStatusCode.parse(status)),
                List.of(row.getString(6).split("\n", -1))));
    }

    private int update(String statement, @Nullable Object... values) throws OutboxException {
        return with(connection -> {
            try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                bind(prepared, values);
                return prepared.executeUpdate();
            }
        });
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** Something to do with a connection. */
    private interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private <T> T with(Work<T> work) throws OutboxException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(true);
            return work.run(connection);
        } catch (SQLException e) {
            throw new OutboxException("The shared ledger can not be used: " + e.getMessage(), e);
        }
    }
}
