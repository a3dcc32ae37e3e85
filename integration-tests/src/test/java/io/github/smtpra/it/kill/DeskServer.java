package io.github.smtpra.it.kill;

import io.github.smtpra.it.peers.ArrivedContent;
import io.github.smtpra.it.peers.Await;
import io.github.smtpra.it.peers.Directories;
import io.github.smtpra.it.peers.RecordingServer;
import io.github.smtpra.it.peers.SmtpClient;
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
import java.util.List;
import java.util.Objects;

/**
 * The desk on a server that can be killed, the relay that its answers go to, and what there is to see from outside: the
 * tickets, the answers at the relay, the log, and what is in doubt or still waits.
 */
final class DeskServer implements AutoCloseable {
    static final int PORT = 13530;
    private static final int RELAY_PORT = 13525;
    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final URI TICKETS = URI.create("http://127.0.0.1:" + WildFlyProcess.HTTP_PORT + "/desk/tickets");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path directory;
    private final RecordingServer relay;
    private final WildFlyProcess server;

    private DeskServer(Path directory, RecordingServer relay, WildFlyProcess server) {
        this.directory = directory;
        this.relay = relay;
        this.server = server;
    }

    /**
     * Starts all of it.
     *
     * @param name of a directory for it
     */
    static DeskServer start(String name) throws Exception {
        Path directory = Path.of(Objects.requireNonNull(System.getProperty("it.directory")), name)
                .toAbsolutePath();
        Directories.delete(directory);
        Files.createDirectories(directory);
        RecordingServer relay =
                RecordingServer.open(RELAY_PORT, "customer.example", "off", directory.resolve("relay-spool"));
        WildFlyProcess server = new WildFlyProcess(
                directory.resolve("standalone"), MortalJvm.options(directory), MortalJvm.arguments(RELAY_PORT));
        DeskArchive.exportTo(server.deployments());
        DeskServer desk = new DeskServer(directory, relay, server);
        try {
            server.start();
            return desk;
        } catch (Exception | AssertionError e) {
            desk.close();
            throw e;
        }
    }

    /** Makes {@code point} deadly for the next mail that comes there. */
    void arm(KillPoint point) throws IOException {
        Files.createFile(point.trigger(directory));
    }

    /** Waits for the death at {@code point}, and starts the server again, with nothing armed. */
    void restartAfter(KillPoint point) throws Exception {
        try {
            server.awaitDeath();
        } finally {
            server.kill();
            Files.delete(point.trigger(directory));
            server.start();
        }
    }

    /** Waits for the death at {@code point}, and starts the server again, to die at {@code next} by what it recovers. */
    void restartAfter(KillPoint point, KillPoint next) throws Exception {
        server.awaitDeath();
        Files.delete(point.trigger(directory));
        arm(next);
        server.launch();
        restartAfter(next);
    }

    /** Kills the server now. */
    void kill() {
        server.kill();
    }

    /** Starts it again. */
    void restart() throws Exception {
        server.start();
    }

    /** A client of the desk. */
    SmtpClient client() throws IOException {
        return new SmtpClient(PORT);
    }

    /** A mail to the desk. */
    static String content(String subject) {
        return "From: ann@customer.example\r\nTo: desk@example.com\r\nSubject: " + subject + "\r\n\r\nHelp!\r\n";
    }

    /** Sends that mail, and returns the reply to its end. */
    static String send(SmtpClient client, String subject) throws IOException {
        return client.send("ann@customer.example", "desk@example.com", content(subject));
    }

    /** Waits until no branch is in doubt and no answer waits: what is not at the relay now will never be. */
    void awaitSettled() throws Exception {
        Await.until("all branches resolved and all answers sent", SETTLED, () -> isSettled());
    }

    private boolean isSettled() throws Exception {
        return coordinatorLog().isEmpty()
                && databaseBranchesInDoubt() == 0
                && outboxRows("branch") == 0
                && outboxRows("message") == 0
                && outboxRows("report") == 0;
    }

    private List<Path> coordinatorLog() throws IOException {
        return Directories.tree(server.data().resolve("tx-object-store")).stream()
                .filter(path -> path.toString().contains("AtomicAction") && Files.isRegularFile(path))
                .toList();
    }

    private int databaseBranchesInDoubt() throws Exception {
        return Integer.parseInt(page().get(0));
    }

    private int outboxRows(String table) throws SQLException {
        return Integer.parseInt(inOutbox("SELECT count(*) FROM " + table));
    }

    /** Reads while the server writes: SQLite's log lets it. */
    private String inOutbox(String question) throws SQLException {
        Path database = server.data().resolve("smtp-ra/outbox.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    /** The secret by which a notification on the answer that was sent last is recognised. */
    String lastToken() throws SQLException {
        return inOutbox("SELECT return_token FROM awaited ORDER BY mail_id DESC LIMIT 1");
    }

    private List<String> page() throws Exception {
        HttpResponse<String> response =
                http.send(HttpRequest.newBuilder(TICKETS).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("no tickets: " + response.statusCode() + " " + response.body());
        }
        return response.body().lines().toList();
    }

    /** All tickets. */
    List<TicketLine> tickets() throws Exception {
        return page().stream().skip(1).map(TicketLine::parse).toList();
    }

    /** Those for {@code subject}. */
    List<TicketLine> tickets(String subject) throws Exception {
        return tickets().stream().filter(one -> one.subject().equals(subject)).toList();
    }

    /** All answers that have come to the relay, those that came twice twice. */
    List<ArrivedContent> answers() {
        return relay.arrived();
    }

    /** Those with {@code subject}. */
    List<ArrivedContent> answers(String subject) {
        return relay.arrived(subject);
    }

    /** What the bean has logged of its calls with {@code subject}: each time whether it was a redelivery. */
    List<Boolean> redeliveries(String subject) throws IOException {
        String called = "desk called subject=" + subject + " redelivered=";
        return server.wholeConsole()
                .lines()
                .filter(line -> line.contains(called))
                .map(line -> line.contains(called + "true;"))
                .toList();
    }

    /** Whether the log says of an attempt to deliver the answer {@code id} that it may have been one too many. */
    boolean isMarkedAsPossibleDuplicate(String id) throws IOException {
        return server.wholeConsole()
                .lines()
                .anyMatch(line -> line.contains("id=" + id + " ") && line.contains("possible_duplicate=true"));
    }

    @Override
    public void close() {
        server.close();
        relay.close();
    }
}
