package io.github.smtpra.benchmarks.stores;

import io.github.smtpra.benchmarks.comparison.InParallel;
import io.github.smtpra.benchmarks.comparison.Job;
import io.github.smtpra.benchmarks.comparison.Meter;
import io.github.smtpra.benchmarks.comparison.TemporaryDirectory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What SQLite gives at best: one table, one insert for each content, and one thread that commits what has come meanwhile in
 * one flush.
 */
public final class BareSqlite implements Job {
    private static final byte[] OCTETS = new byte[Writers.SIZE];

    @Override
    public Meter.Took run(String task) throws Exception {
        Writers writers = Writers.parse(task);
        try (TemporaryDirectory directory = TemporaryDirectory.make();
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.path() + "/bare.db")) {
            prepare(connection);
            BlockingQueue<CompletableFuture<Boolean>> waiting = new LinkedBlockingQueue<>();
            Thread writer = new Thread(() -> write(connection, waiting));
            writer.start();
            Meter.Took took = InParallel.run(writers.writers(), writers.count(), steps -> {
                while (steps.take()) {
                    CompletableFuture<Boolean> done = new CompletableFuture<>();
                    waiting.add(done);
                    done.join();
                }
            });
            writer.interrupt();
            writer.join();
            return took;
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("CREATE TABLE content (id INTEGER PRIMARY KEY, octets BLOB NOT NULL)");
        }
    }

    private static void write(Connection connection, BlockingQueue<CompletableFuture<Boolean>> waiting) {
        try (PreparedStatement begin = connection.prepareStatement("BEGIN IMMEDIATE");
                PreparedStatement insert = connection.prepareStatement("INSERT INTO content (octets) VALUES (?)");
                PreparedStatement commit = connection.prepareStatement("COMMIT")) {
            while (true) {
                List<CompletableFuture<Boolean>> group = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(group);
                begin.execute();
                for (int i = 0; i < group.size(); i++) {
                    insert.setBytes(1, OCTETS);
                    insert.executeUpdate();
                }
                commit.execute();
                group.forEach(one -> one.complete(true));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
