package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import java.sql.SQLException;
import java.util.List;

/** What SQLite says otherwise. The format's number is its {@code user_version}; 0 is a database without tables. */
final class SqliteDialect implements Dialect {
    private static final String NUMBER = "INTEGER";
    private static final String END = " WITHOUT ROWID";

    @Override
    public void prepareTables(Sql sql) throws SQLException, OutboxException {
        int version = sql.first("PRAGMA user_version", row -> row.getInt(1)).orElse(0);
        Schema.requireReadable(version);
        if (version == 0) {
            change(sql, Schema.tables(NUMBER, "BLOB", END));
            return;
        }
        if (version < 2) {
            change(sql, SqliteUpgrade.FROM_1_TO_2, 2);
        }
        if (version < 3) {
            change(sql, SqliteUpgrade.from2To3(), 3);
        }
        if (version < 4) {
            change(sql, Schema.from3To4(NUMBER, END), 4);
        }
    }

    private static void change(Sql sql, List<String> statements) throws SQLException {
        change(sql, statements, Schema.VERSION);
    }

    private static void change(Sql sql, List<String> statements, int version) throws SQLException {
        sql.execute("BEGIN IMMEDIATE");
        for (String statement : statements) {
            sql.execute(statement);
        }
        sql.execute("PRAGMA user_version=" + version);
        sql.execute("COMMIT");
    }

    @Override
    public void begin(Sql sql) throws SQLException {
        sql.update("BEGIN IMMEDIATE");
    }

    /** NORMAL, not OFF, where no flush is needed: it still flushes the log before a checkpoint overwrites the database. */
    @Override
    public void flushing(Sql sql, Flushing flushing) throws SQLException {
        sql.update("PRAGMA synchronous=" + (flushing == Flushing.AT_COMMIT ? "FULL" : "NORMAL"));
    }

    /** A commit that changes nothing but is written all the same: it takes the place of the failed one in the log. */
    @Override
    public void ruleOut(Sql sql) throws SQLException {
        sql.execute("PRAGMA user_version=" + Schema.VERSION);
    }
}
