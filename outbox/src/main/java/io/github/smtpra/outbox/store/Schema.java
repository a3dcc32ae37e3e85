package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables, as {@code docs/outbox-format.md} explains them. Their version is SQLite's {@code user_version}; 0 is a
 * database without tables.
 */
final class Schema {
    static final int VERSION = 2;

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE message (
              mail_id TEXT NOT NULL PRIMARY KEY,
              reverse_path TEXT NOT NULL,
              body TEXT NOT NULL,
              size INTEGER NOT NULL,
              sent_at INTEGER NOT NULL,
              in_file INTEGER NOT NULL,
              due_at INTEGER,
              branch TEXT,
              ret TEXT,
              envid TEXT
            ) WITHOUT ROWID""",
            "CREATE INDEX message_due ON message (due_at, mail_id) WHERE due_at IS NOT NULL",
            "CREATE INDEX message_branch ON message (branch) WHERE branch IS NOT NULL",
            """
            CREATE TABLE recipient (
              mail_id TEXT NOT NULL,
              position INTEGER NOT NULL,
              mailbox TEXT NOT NULL,
              state TEXT NOT NULL,
              attempts INTEGER NOT NULL,
              next_attempt_at INTEGER,
              possible_duplicate INTEGER NOT NULL,
              status TEXT,
              remote_host TEXT,
              remote_reply TEXT,
              diagnosis TEXT,
              notify TEXT,
              orcpt TEXT,
              PRIMARY KEY (mail_id, position)
            ) WITHOUT ROWID""",
            "CREATE TABLE content (mail_id TEXT NOT NULL PRIMARY KEY, octets BLOB NOT NULL) WITHOUT ROWID",
            """
            CREATE TABLE branch (
              id TEXT NOT NULL PRIMARY KEY,
              format_id INTEGER NOT NULL,
              gtrid TEXT NOT NULL,
              bqual TEXT NOT NULL,
              prepared_at INTEGER NOT NULL
            ) WITHOUT ROWID""");

    /** RFC 3461 §4: null, as nothing was said. */
    private static final List<String> FROM_1_TO_2 = List.of(
            "ALTER TABLE message ADD COLUMN ret TEXT",
            "ALTER TABLE message ADD COLUMN envid TEXT",
            "ALTER TABLE recipient ADD COLUMN notify TEXT",
            "ALTER TABLE recipient ADD COLUMN orcpt TEXT");

    private Schema() {}

    /** Makes the tables of a new database, brings older ones up to date in one step, and refuses one that a later version of this program has made. */
    static void prepare(Sql sql) throws SQLException, OutboxException {
        int version = sql.first("PRAGMA user_version", row -> row.getInt(1)).orElse(0);
        if (version > VERSION) {
            throw new OutboxException("The outbox has format " + version
                    + ", which a later version of smtp-ra has written; this one reads up to " + VERSION);
        }
        if (version == 0) {
            change(sql, TABLES);
        } else if (version == 1) {
            change(sql, FROM_1_TO_2);
        }
    }

    private static void change(Sql sql, List<String> statements) throws SQLException {
        sql.execute("BEGIN IMMEDIATE");
        for (String statement : statements) {
            sql.execute(statement);
        }
        sql.execute("PRAGMA user_version=" + VERSION);
        sql.execute("COMMIT");
    }

    /** A commit that changes nothing but is written all the same. */
    static void rewriteHeader(Sql sql) throws SQLException {
        sql.execute("PRAGMA user_version=" + VERSION);
    }
}
