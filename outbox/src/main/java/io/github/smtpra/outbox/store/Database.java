package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * Opens connections to the SQLite file. Past {@code DriverManager}, which would hold on to the driver, and so to our class
 * loader, for ever.
 */
final class Database {
    private final Path file;
    private final NativeLibrary library;

    Database(Path file, NativeLibrary library) {
        this.file = file;
        this.library = library;
    }

    /** A connection that writes: with the tables in place. */
    Sql openToWrite(Dialect dialect) throws SQLException, OutboxException {
        library.load();
        Sql sql = Sql.open(this::connection);
        try {
            sql.execute("PRAGMA journal_mode=WAL");
            sql.execute("PRAGMA synchronous=FULL");
            sql.execute("PRAGMA journal_size_limit=67108864");
            // What a savepoint may have to undo: pages of one group, and of no use to the next process.
            sql.execute("PRAGMA temp_store=MEMORY");
            dialect.prepareTables(sql);
            return sql;
        } catch (SQLException | OutboxException | RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    /** A connection that reads. */
    Sql openToRead() throws SQLException {
        Sql sql = Sql.open(this::connection);
        sql.execute("PRAGMA query_only=ON");
        return sql;
    }

    private Connection connection() throws SQLException {
        Properties properties = new Properties();
        // Else the driver asks for the last row's number after each insert, which nobody wants to know.
        properties.setProperty("jdbc.get_generated_keys", "false");
        return new JDBC4Connection("jdbc:sqlite:" + file, file.toString(), properties);
    }
}
