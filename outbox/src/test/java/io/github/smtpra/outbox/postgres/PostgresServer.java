package io.github.smtpra.outbox.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of the tests' own, from the Debian package, on a port and in a directory of its own; started for the first
 * test that wants it and stopped with the JVM. Where there is none, tests are skipped, loudly.
 */
public final class PostgresServer {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static @Nullable PostgresServer running;

    private final Path programs;
    private final Path directory;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(Path programs, Path directory, int port) {
        this.programs = programs;
        this.directory = directory;
        this.port = port;
    }

    /** The server; skips the test if there is none. */
    public static synchronized PostgresServer get() throws IOException, InterruptedException {
        if (running == null) {
            Optional<Path> programs = programs();
            if (programs.isEmpty()) {
                System.err.println("SKIPPED: no PostgreSQL under " + INSTALLED + "; install the package postgresql");
            }
            assumeTrue(programs.isPresent(), "PostgreSQL is not installed");
            running = started(programs.orElseThrow());
        }
        return running;
    }

    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static PostgresServer started(Path programs) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("smtp-ra-postgres");
        if (isRoot()) {
            run(List.of("chown", "postgres", directory.toString()));
        }
        PostgresServer server = new PostgresServer(programs, directory, freePort());
        server.run(
                "initdb", "-D", server.data(), "-A", "trust", "-U", "smtpra", "-E", "UTF8", "--locale=C", "--no-sync");
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::end));
        return server;
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private void start() throws IOException, InterruptedException {
        String options = "-p " + port + " -k " + directory + " -c listen_addresses=127.0.0.1 -c max_connections=60";
        run("pg_ctl", "-D", data(), "-w", "-l", directory.resolve("log").toString(), "-o", options, "start");
    }

    /** Not waited for: the JVM ends at once. */
    private void end() {
        List<String> stop = command("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
        String script = String.join(" ", stop) + "; rm -rf " + directory;
        try {
            new ProcessBuilder("sh", "-c", script)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .directory(Path.of("/").toFile())
                    .start();
        } catch (IOException e) {
            System.err.println("PostgreSQL was not stopped: " + e);
        }
    }

    /** As the user postgres if we are root, whom the server refuses. */
    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        run(command(program, arguments));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .directory(Path.of("/").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " ended with " + process.exitValue());
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** An empty database. */
    public DataSource newDatabase() throws SQLException {
        String name = "outbox" + databases.incrementAndGet();
        try (var connection = database("postgres").getConnection();
                var create = connection.prepareStatement("CREATE DATABASE " + name)) {
            create.execute();
        }
        return database(name);
    }

    private PGSimpleDataSource database(String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(name);
        source.setUser("smtpra");
        return source;
    }

    /** Ends all connections to the database of {@code source}, as a server that is restarted does. */
    public static void cutConnections(DataSource source) throws SQLException {
        try (var connection = source.getConnection();
                var cut = connection.prepareStatement("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()")) {
            cut.execute();
        }
    }
}
