package io.github.smtpra.outbox.store;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection with its statements, each prepared once. In auto-commit mode: transactions are begun and ended by
 * statements. For one thread.
 */
final class Sql implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Sql.class.getName());

    private final Source source;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private Connection connection;

    /** Opens connections. */
    interface Source {
        Connection open() throws SQLException;
    }

    private Sql(Source source, Connection connection) {
        this.source = source;
        this.connection = connection;
    }

    /** A connection of {@code source}. */
    static Sql open(Source source) throws SQLException {
        return new Sql(source, source.open());
    }

    /** Opens another connection if this one has broken, as those to a server may. */
    void restore() throws SQLException {
        if (connection.isClosed()) {
            statements.clear();
            connection = source.open();
        }
    }

    /** Something to do with a connection. */
    interface Work<T> {
        T run(Sql sql) throws SQLException;
    }

    /** Makes a value of a row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes rows as long as it wants more. */
    interface Rows {
        /** Takes a row; false ends the reading. */
        boolean take(ResultSet row) throws SQLException;
    }

    /** Runs a statement that is not worth keeping. */
    void execute(String statement) throws SQLException {
        try (PreparedStatement once = connection.prepareStatement(statement)) {
            once.execute();
        }
    }

    /** The values of both, in order. */
    static @Nullable Object[] join(@Nullable Object[] first, @Nullable Object[] second) {
        @Nullable Object[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** The number of rows changed. */
    int update(String statement, @Nullable Object... values) throws SQLException {
        try {
            return bound(statement, values).executeUpdate();
        } catch (SQLException e) {
            forget(statement);
            throw e;
        }
    }

    /** What has failed is prepared anew: SQLite's driver ends a statement with its first error, as on a full disk. */
    private void forget(String statement) {
        PreparedStatement failed = statements.remove(statement);
        if (failed == null) {
            return;
        }
        try {
            failed.close();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "A statement that had failed did not close well", e);
        }
    }

    <T> List<T> list(String statement, Row<T> reader, @Nullable Object... values) throws SQLException {
        List<T> list = new ArrayList<>();
        scan(statement, row -> list.add(reader.read(row)), values);
        return list;
    }

    <T> Optional<T> first(String statement, Row<T> reader, @Nullable Object... values) throws SQLException {
        return list(statement, reader, values).stream().findFirst();
    }

    /** Reads rows lazily, until {@code rows} has enough. */
    void scan(String statement, Rows rows, @Nullable Object... values) throws SQLException {
        try (ResultSet result = bound(statement, values).executeQuery()) {
            while (result.next() && rows.take(result)) {}
        } catch (SQLException e) {
            forget(statement);
            throw e;
        }
    }

    private PreparedStatement bound(String statement, @Nullable Object... values) throws SQLException {
        PreparedStatement prepared = statements.get(statement);
        if (prepared == null) {
            prepared = connection.prepareStatement(statement);
            statements.put(statement, prepared);
        }
        for (int i = 0; i < values.length; i++) {
            prepared.setObject(i + 1, values[i]);
        }
        return prepared;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        connection.close();
    }
}
