package io.github.smtpra.it.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.delivery.DeliveryService;
import io.github.smtpra.engine.delivery.DeliverySettings;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.it.peers.Await;
import io.github.smtpra.it.peers.Directories;
import io.github.smtpra.it.peers.SmtpClient;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import io.github.smtpra.outbox.ledger.DeliveryKey;
import io.github.smtpra.outbox.ledger.Entry;
import io.github.smtpra.outbox.ledger.InboundLedger;
import io.github.smtpra.outbox.ledger.LedgerSettings;
import io.github.smtpra.outbox.ledger.Ledgers;
import io.github.smtpra.outbox.ledger.SharedLedger;
import io.github.smtpra.outbox.postgres.PostgresServer;
import io.github.smtpra.outbox.store.SharedDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A WildFly whose outbox and ledger lie in PostgreSQL, by a data source of its own, and a second node that shares them: this
 * process. The server is killed, and the other node goes on.
 */
class SharedOutboxIT {
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DATA_SOURCE = """
            <datasources xmlns="http://www.jboss.org/ironjacamar/schema">
                <datasource jndi-name="java:/outbox" pool-name="outbox" jta="false" enabled="true">
                    <connection-url>%s</connection-url>
                    <driver>postgresql.jar</driver>
                    <security>
                        <user-name>%s</user-name>
                        <password>none</password>
                    </security>
                </datasource>
            </datasources>
            """;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Path directory;
    private static PGSimpleDataSource database;
    private static WildFlyProcess server;
    private static ErrandPeer peer;

    @BeforeAll
    static void start() throws Exception {
        database = (PGSimpleDataSource) PostgresServer.get().newDatabase();
        directory = Path.of(Objects.requireNonNull(System.getProperty("it.directory")), "shared-outbox")
                .toAbsolutePath();
        Directories.delete(directory);
        Files.createDirectories(directory);
        peer = new ErrandPeer(ErrandServer.PEER_PORT, directory.resolve("spool"), 1);
        server = new WildFlyProcess(directory.resolve("standalone"), MortalJvm.options(directory), arguments());
        ErrandArchive.exportTo(server.deployments(), directory.resolve("errands"));
        Files.copy(driver(), server.deployments().resolve("postgresql.jar"));
        Files.writeString(
                server.deployments().resolve("outbox-ds.xml"),
                DATA_SOURCE.formatted(database.getUrl().replace("&", "&amp;"), database.getUser()));
        server.start();
    }

    private static List<String> arguments() {
        return Stream.concat(
                        MortalJvm.arguments(ErrandServer.PEER_PORT).stream(),
                        Stream.of(
                                "-Dsmtp-ra.outboxDataSource=java:/outbox",
                                "-Dsmtp-ra.ledgerDataSource=java:/outbox",
                                "-Dsmtp-ra.outboxNode=first",
                                "-Dsmtp-ra.outboxLease=" + LEASE.toSeconds() + "s"))
                .toList();
    }

    private static Path driver() throws Exception {
        return Path.of(PGSimpleDataSource.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
            peer.close();
        }
    }

    /** The status, or 0 if the server died of it. */
    private static int ask(String subject) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(ErrandServer.COUNTER + "?" + subject))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static List<String> rows(String query) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(query);
                var row = select.executeQuery()) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        }
    }

    private static void awaitSent() throws Exception {
        Await.until(
                "all sent",
                PATIENCE,
                () -> rows("SELECT mail_id FROM message").isEmpty()
                        && rows("SELECT id FROM branch").isEmpty());
    }

    private static int arrived(String subject) {
        return peer.arrived().getOrDefault(subject, 0);
    }

    private static void die(KillPoint point, String subject) throws Exception {
        Files.createFile(point.trigger(directory));
        int status = ask(subject);
        assertThat(status).isIn(0, 200);
        server.awaitDeath();
        Files.delete(point.trigger(directory));
    }

    /** The other node: an outbox of its own in the same database, and its delivery. */
    private record OtherNode(Outbox outbox, DeliveryService delivery) implements AutoCloseable {
        static OtherNode join() throws Exception {
            Outbox outbox = Outboxes.acquire(
                    directory.resolve("second"), new SharedDatabase(database, "second", LEASE), Clock.systemUTC());
            Settings settings = Settings.of(
                    "",
                    Map.of(
                            "relayHost", "127.0.0.1",
                            "relayPort", Integer.toString(ErrandServer.PEER_PORT),
                            "relayTls", "off",
                            "retryFirst", "1s",
                            "hostName", "second.example"));
            DeliveryService delivery = new DeliveryService(outbox, DeliverySettings.from(settings), Clock.systemUTC());
            delivery.start();
            return new OtherNode(outbox, delivery);
        }

        @Override
        public void close() {
            delivery.close();
            outbox.close();
        }
    }

    @Test
    void whatCommitsIsSentAndWhatRollsBackIsNot() throws Exception {
        assertThat(ask("BOOKED-one-1")).isEqualTo(200);
        assertThat(ask("LARGE-one-1")).isEqualTo(200);
        assertThat(ask("ALONE-one-1")).isEqualTo(200);
        assertThat(ask("FAILED-one-1")).isEqualTo(409);
        assertThat(ask("VETOED-one-1")).isEqualTo(409);

        awaitSent();
        assertThat(arrived("BOOKED-one-1")).isEqualTo(1);
        assertThat(arrived("LARGE-one-1")).isEqualTo(1);
        assertThat(arrived("ALONE-one-1")).isEqualTo(1);
        assertThat(arrived("FAILED-one-1")).isZero();
        assertThat(arrived("VETOED-one-1")).isZero();
    }

    @Test
    void whatTwoNodesDeliverTogetherIsSentOnce() throws Exception {
        int count = 100;
        try (OtherNode other = OtherNode.join()) {
            other.outbox().queue().pause();
            for (int i = 0; i < count; i++) {
                assertThat(ask("ALONE-two-" + i)).isEqualTo(200);
            }
            other.outbox().queue().resume();
            awaitSent();

            for (int i = 0; i < count; i++) {
                assertThat(arrived("ALONE-two-" + i)).isEqualTo(1);
            }
            assertThat(other.outbox().queue().statistics().since().outcomes().delivered())
                    .isPositive();
        }
    }

    @Test
    void whatADeadServerHadInHandTheOtherNodeSends() throws Exception {
        die(KillPoint.BEFORE_CONTENT, "ALONE-three-1");
        awaitSentByOther();
        assertThat(arrived("ALONE-three-1")).isEqualTo(1);
        server.start();

        die(KillPoint.BEFORE_RECORD, "ALONE-three-2");
        assertThat(rows("SELECT mail_id FROM recipient WHERE possible_duplicate = 1"))
                .hasSize(1);
        awaitSentByOther();
        assertThat(arrived("ALONE-three-2")).isEqualTo(2);
        server.start();
    }

    private static void awaitSentByOther() throws Exception {
        try (OtherNode other = OtherNode.join()) {
            awaitSent();
            assertThat(other.outbox().queue().statistics().since().outcomes().delivered())
                    .isEqualTo(1);
        }
    }

    @Test
    void whatIsInDoubtItsOwnServerDecides() throws Exception {
        try (OtherNode other = OtherNode.join()) {
            die(KillPoint.AFTER_COORDINATOR_LOG, "BOOKED-four-1");

            assertThat(other.outbox().branchResource().recover(XAResource.TMSTARTRSCAN))
                    .isEmpty();
            assertThat(rows("SELECT node FROM branch")).containsExactly("first");
            assertThat(arrived("BOOKED-four-1")).isZero();

            server.start();
            awaitSent();
            assertThat(arrived("BOOKED-four-1")).isEqualTo(1);
        }
    }

    @Test
    void whatOneServerHasAnsweredTheOtherNodeAnswersToo() throws Exception {
        try (SmtpClient client = new SmtpClient(ErrandServer.SMTP_PORT)) {
            String content = "From: ann@customer.example\r\nSubject: BOOKED-five-1\r\n\r\nPlease.\r\n";
            assertThat(client.send("ann@customer.example", "errands@example.com", content))
                    .startsWith("250 ");
        }
        String row = "SELECT activation || chr(10) || digest FROM inbound_ledger_1 WHERE reply_code = 250";
        String[] known = rows(row).get(0).split("\n", 2);

        SharedLedger shared = new SharedLedger(database, "second", Duration.ofMinutes(2));
        try (InboundLedger other = Ledgers.acquire(
                directory.resolve("second-ledger"), shared, Clock.systemUTC(), LedgerSettings.DEFAULT)) {
            Entry entry = other.begin(new DeliveryKey(known[0], known[1]));
            assertThat(entry).isInstanceOf(Entry.Done.class);
            Reply reply = ((Entry.Done) entry).reply();
            assertThat(reply.code()).isEqualTo(250);
        }
    }
}
