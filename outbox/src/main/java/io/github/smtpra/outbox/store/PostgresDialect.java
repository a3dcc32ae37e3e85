package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL says otherwise. The format's number is the row of the table {@code outbox_format}. */
final class PostgresDialect implements Dialect {
    /** Two servers that start at the same time make the tables once. */
    private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtext('smtp-ra tables'))";

    @Override
    public void prepareTables(Sql sql) throws SQLException, OutboxException {
        sql.execute("BEGIN");
        try {
            sql.execute(ALONE);
            prepareAlone(sql);
            sql.execute("COMMIT");
        } catch (SQLException | OutboxException | RuntimeException e) {
            sql.execute("ROLLBACK");
            throw e;
        }
    }

    private static void prepareAlone(Sql sql) throws SQLException, OutboxException {
        boolean exists = sql.first(
                        "SELECT 1 FROM information_schema.tables WHERE table_name = 'outbox_format'"
                                + " AND table_schema = current_schema()",
                        row -> true)
                .isPresent();
        if (exists) {
            upgrade(
                    sql,
                    sql.first("SELECT version FROM outbox_format", row -> row.getInt(1))
                            .orElse(Schema.VERSION));
            return;
        }
        List<String> statements = new ArrayList<>(Schema.tables("BIGINT", "BYTEA", ""));
        statements.add(ContentParts.TABLE);
        statements.add("CREATE TABLE outbox_format (version BIGINT NOT NULL)");
        statements.add("INSERT INTO outbox_format VALUES (" + Schema.VERSION + ")");
        execute(sql, statements);
    }

    /** Format 3 was the first one here. Its statements work with this one as well: servers may be replaced one by one. */
    private static void upgrade(Sql sql, int version) throws SQLException, OutboxException {
        Schema.requireReadable(version);
        if (version < Schema.VERSION) {
            execute(sql, Schema.from3To4("BIGINT", ""));
            sql.execute("UPDATE outbox_format SET version = " + Schema.VERSION);
        }
    }

    private static void execute(Sql sql, List<String> statements) throws SQLException {
        for (String statement : statements) {
            sql.execute(statement);
        }
    }

    @Override
    public void begin(Sql sql) throws SQLException {
        sql.update("BEGIN");
    }

    @Override
    public void flushing(Sql sql, Flushing flushing) throws SQLException {
        sql.update("SET synchronous_commit TO " + (flushing == Flushing.AT_COMMIT ? "on" : "off"));
    }

    /** A server that still answers has said what became of the commit. One that does not may have done it. */
    @Override
    public void ruleOut(Sql sql) throws SQLException {
        sql.execute("SELECT 1");
    }
}
