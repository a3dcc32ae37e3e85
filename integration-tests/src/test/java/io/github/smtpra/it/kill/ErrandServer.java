package io.github.smtpra.it.kill;

import io.github.smtpra.it.peers.Await;
import io.github.smtpra.it.peers.Directories;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The server that is killed in the long run, and what its directory and its pages tell of it. For one thread at a time. */
final class ErrandServer implements AutoCloseable {
    static final int SMTP_PORT = 13531;
    static final int PEER_PORT = 13526;
    static final URI COUNTER = URI.create("http://127.0.0.1:" + WildFlyProcess.HTTP_PORT + "/errands/counter");
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path directory;
    private final WildFlyProcess server;
    private final Set<String> markedOnDisk = new HashSet<>();

    private ErrandServer(Path directory, WildFlyProcess server) {
        this.directory = directory;
        this.server = server;
    }

    /** A server that is not started yet, without data. */
    static ErrandServer create() throws IOException {
        Path directory = Path.of(Objects.requireNonNull(System.getProperty("it.directory")), "kill-run")
                .toAbsolutePath();
        Directories.delete(directory);
        Files.createDirectories(directory);
        WildFlyProcess server = new WildFlyProcess(
                directory.resolve("standalone"), MortalJvm.options(directory), MortalJvm.arguments(PEER_PORT));
        ErrandArchive.exportTo(server.deployments(), directory.resolve("errands"));
        return new ErrandServer(directory, server);
    }

    Path spool() {
        return directory.resolve("peer-spool");
    }

    void start() throws Exception {
        server.start();
    }

    /** Starts it, and waits for nothing. */
    void launch() throws IOException {
        server.launch();
    }

    /** How many lines it has said in this life. */
    long linesSaid() throws IOException {
        return server.linesSaid();
    }

    void arm(KillPoint point) throws IOException {
        Files.createFile(point.trigger(directory));
    }

    /** Kills it, if it has not died by itself within {@code time}, and looks at what it leaves behind. Whether it has. */
    boolean endOfLife(Duration time) throws Exception {
        boolean died = server.hasDiedWithin(time);
        server.kill();
        for (KillPoint point : KillPoint.values()) {
            Files.deleteIfExists(point.trigger(directory));
        }
        lookForMarks();
        return died;
    }

    /** In copies: to open the store itself would recover it. */
    private void lookForMarks() throws IOException, SQLException {
        Path store = server.data().resolve("smtp-ra/outbox.db");
        Path copy = directory.resolve("left-behind");
        Directories.delete(copy);
        Files.createDirectories(copy);
        for (String end : List.of("", "-wal")) {
            Path file = Path.of(store + end);
            if (Files.exists(file)) {
                Files.copy(file, copy.resolve("outbox.db" + end));
            }
        }
        if (Files.exists(copy.resolve("outbox.db"))) {
            markedOnDisk.addAll(
                    rows(copy.resolve("outbox.db"), "SELECT mail_id FROM recipient WHERE possible_duplicate = 1"));
        }
    }

    private static Set<String> rows(Path store, String query) throws SQLException {
        Set<String> values = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    /** The ids of mails that a dead server had marked as possible duplicates in its store. */
    Set<String> markedOnDisk() {
        return Set.copyOf(markedOnDisk);
    }

    /** Waits until no branch is in doubt and no mail waits: what is not at the peer now will never be. */
    void awaitSettled() throws Exception {
        Await.until("all branches resolved and all mail sent", SETTLED, this::isSettled);
    }

    private boolean isSettled() throws Exception {
        Path store = server.data().resolve("smtp-ra/outbox.db");
        return rows(store, "SELECT count(*) FROM branch").contains("0")
                && rows(store, "SELECT count(*) FROM message").contains("0")
                && page().get(0).equals("0")
                && coordinatorLog().isEmpty();
    }

    private List<Path> coordinatorLog() throws IOException {
        return Directories.tree(server.data().resolve("tx-object-store")).stream()
                .filter(path -> path.toString().contains("AtomicAction") && Files.isRegularFile(path))
                .toList();
    }

    private List<String> page() throws Exception {
        HttpResponse<String> response =
                http.send(HttpRequest.newBuilder(COUNTER).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("no errands: " + response.statusCode() + " " + response.body());
        }
        return response.body().lines().toList();
    }

    /** The errands that are booked. */
    Set<String> booked() throws Exception {
        return Set.copyOf(page().subList(1, page().size()));
    }

    /** Files of all that it has said. */
    List<Path> consoles() {
        return server.consoles();
    }

    @Override
    public void close() {
        server.close();
    }
}
