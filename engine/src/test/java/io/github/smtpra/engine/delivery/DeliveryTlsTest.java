package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.SettableClock;
import io.github.smtpra.engine.delivery.InMemoryOutbox.Recorded;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with the relay, over real sockets, from the settings on. */
class DeliveryTlsTest {
    private static final String OFFER = """
            S: 220 relay.example
            C: EHLO client.example
            S: 250-relay.example
            S: 250 STARTTLS
            """;
    private static final String START = OFFER + """
            C: STARTTLS
            S: 220 ready
            tls
            """;
    private static final String START_ASKS = START.replace("tls\n", "tls asks\n");
    private static final String SECURED = START + """
            C: EHLO client.example
            S: 250-relay.example
            S: 250-PIPELINING
            S: 250 AUTH PLAIN
            """;
    private static final String MAIL = DeliveryFixture.MAIL + DeliveryFixture.ACCEPTED;

    @TempDir
    private Path directory = Path.of("");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryOutbox outbox = new InMemoryOutbox(clock);
    private final TestCertificate certificate = TestCertificate.forAddress(TestSettings.HOST);
    private final TestCertificate own = TestCertificate.forMailbox("client@client.example");
    private Optional<DeliveryService> service = Optional.empty();

    @BeforeEach
    void a_mail_waits() throws IOException {
        outbox.send("a@x.example", "x", "b@y.example");
    }

    @AfterEach
    void close() {
        service.ifPresent(DeliveryService::close);
    }

    /** Delivers by {@code properties}, a list of names and values. */
    private Recorded attempt(ScriptedPeer peer, String... properties) throws InterruptedException {
        DeliverySettings read = settings(peer, properties);
        DeliverySettings patient = TestSettings.with(
                TestSettings.of(read.relay().orElseThrow()),
                TestSettings.plain(1).timeouts());
        service = Optional.of(new DeliveryService(outbox, patient, clock));
        service.get().start();
        return outbox.awaitRecorded();
    }

    private static DeliverySettings settings(ScriptedPeer peer, String... properties) {
        Map<String, String> configured = new HashMap<>(
                Map.of("hostName", "client.example", "relayHost", TestSettings.HOST, "relayPort", "" + peer.port()));
        for (int i = 0; i < properties.length; i += 2) {
            configured.put(properties[i], properties[i + 1]);
        }
        return DeliverySettings.from(Settings.of("", configured, Map.of(), Map.of()));
    }

    private String pem() throws IOException, GeneralSecurityException {
        return certificate.writeTo(directory.resolve("relay.pem")).toString();
    }

    private static String status(Recorded attempt) {
        return ((Outcome.Deferred) attempt.outcome(0)).diagnosis().status().toString();
    }

    // CLI-062
    @Test
    void required_with_the_right_certificate_delivers_and_authenticates() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(SECURED + "C: AUTH PLAIN AHUAcA==\nS: 235 2.7.0 welcome\n" + MAIL)
                .withTls(certificate.serverContext())) {
            Recorded attempt = attempt(
                    peer, "relayTls", "required", "relayCertificates", pem(), "relayUser", "u", "relayPassword", "p");

            assertThat(attempt.words()).containsExactly("b@y.example Delivered");
        }
    }

    private String ownKeys() throws IOException, GeneralSecurityException {
        return own.writeKeyStoreTo(directory.resolve("own.p12"), "changeit").toString();
    }

    /** Delivers with our own certificate, and by {@code more} properties. */
    private Recorded attemptWithKeys(ScriptedPeer peer, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("relayCertificates", pem(), "relayKeyStore", ownKeys()));
        all.addAll(List.of("relayKeyStorePassword", "changeit"));
        all.addAll(List.of(more));
        return attempt(peer, all.toArray(String[]::new));
    }

    // CLI-068
    @Test
    void a_certificate_of_our_own_authenticates_by_external() throws Exception {
        String script = START_ASKS + """
                C: EHLO client.example
                S: 250-relay.example
                S: 250-PIPELINING
                S: 250 AUTH PLAIN EXTERNAL
                C: AUTH EXTERNAL =
                S: 235 2.7.0 welcome
                """ + MAIL;
        try (ScriptedPeer peer = new ScriptedPeer(script).withTls(certificate.contextTrusting(own))) {
            assertThat(attemptWithKeys(peer).words()).containsExactly("b@y.example Delivered");
        }
    }

    // CLI-068
    @Test
    void a_certificate_may_be_enough_without_auth() throws Exception {
        String script = START_ASKS + "C: EHLO client.example\nS: 250-relay.example\nS: 250 PIPELINING\n" + MAIL;
        try (ScriptedPeer peer = new ScriptedPeer(script).withTls(certificate.contextTrusting(own))) {
            assertThat(attemptWithKeys(peer).words()).containsExactly("b@y.example Delivered");
        }
    }

    // CLI-068
    @Test
    void where_external_is_named_there_is_no_mail_without() throws Exception {
        String script =
                START_ASKS + "C: EHLO client.example\nS: 250-relay.example\nS: 250 AUTH PLAIN\nC: QUIT\nS: 221 bye\n";
        try (ScriptedPeer peer = new ScriptedPeer(script).withTls(certificate.contextTrusting(own))) {
            assertThat(status(attemptWithKeys(peer, "relayMechanisms", "EXTERNAL")))
                    .isEqualTo("4.7.4");
        }
    }

    // CLI-068
    @Test
    void a_password_counts_before_the_certificate() throws Exception {
        String script = START_ASKS + """
                C: EHLO client.example
                S: 250-relay.example
                S: 250-PIPELINING
                S: 250 AUTH PLAIN EXTERNAL
                C: AUTH PLAIN AHUAcA==
                S: 235 2.7.0 welcome
                """ + MAIL;
        try (ScriptedPeer peer = new ScriptedPeer(script).withTls(certificate.contextTrusting(own))) {
            assertThat(attemptWithKeys(peer, "relayUser", "u", "relayPassword", "p")
                            .words())
                    .containsExactly("b@y.example Delivered");
        }
    }

    @Test
    void a_trust_store_serves_as_well() throws Exception {
        Path store = certificate.writeStoreTo(directory.resolve("trust.p12"), "changeit");
        try (ScriptedPeer peer = new ScriptedPeer(SECURED + MAIL).withTls(certificate.serverContext())) {
            Recorded attempt = attempt(
                    peer,
                    "relayTls",
                    "required",
                    "relayTrustStore",
                    store.toString(),
                    "relayTrustStorePassword",
                    "changeit");

            assertThat(attempt.words()).containsExactly("b@y.example Delivered");
        }
    }

    @Test
    void implicit_tls_begins_at_once() throws Exception {
        try (ScriptedPeer peer =
                new ScriptedPeer("tls\n" + DeliveryFixture.HELLO + MAIL).withTls(certificate.serverContext())) {
            Recorded attempt = attempt(peer, "relayTls", "implicit", "relayCertificates", pem());

            assertThat(attempt.words()).containsExactly("b@y.example Delivered");
        }
    }

    // CLI-062
    @Test
    void a_certificate_for_another_host_is_refused() throws Exception {
        TestCertificate other = TestCertificate.forHost("other.example");
        String pem = other.writeTo(directory.resolve("other.pem")).toString();
        try (ScriptedPeer peer = new ScriptedPeer(START).withTls(other.serverContext())) {
            assertThat(status(attempt(peer, "relayTls", "required", "relayCertificates", pem)))
                    .isEqualTo("4.7.5");
        }
    }

    // CLI-062
    @Test
    void a_common_name_is_no_name() throws Exception {
        TestCertificate old = TestCertificate.forCommonName("localhost");
        String pem = old.writeTo(directory.resolve("old.pem")).toString();
        try (ScriptedPeer peer = new ScriptedPeer(START).withTls(old.serverContext())) {
            assertThat(status(
                            attempt(peer, "relayTls", "required", "relayCertificates", pem, "relayHost", "localhost")))
                    .isEqualTo("4.7.5");
        }
    }

    // CLI-062
    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(START).withTls(certificate.serverContext())) {
            assertThat(status(attempt(peer, "relayTls", "required"))).isEqualTo("4.7.5");
        }
    }

    @Test
    void required_fails_where_starttls_was_stripped() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(DeliveryFixture.HELLO + "C: QUIT\nS: 221 bye\n")) {
            assertThat(status(attempt(peer, "relayTls", "required"))).isEqualTo("4.7.4");
        }
    }

    // CLI-061
    @Test
    void plaintext_behind_the_220_ends_the_session() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(OFFER + """
                C: STARTTLS
                S: 220 ready
                S: 250 injected
                hang
                """)) {
            assertThat(status(attempt(peer, "relayTls", "required"))).isEqualTo("4.5.0");
        }
    }

    // CLI-024, CLI-073
    @Test
    void a_reply_that_is_cut_off_under_tls_is_a_lost_connection() throws Exception {
        try (ScriptedPeer peer =
                new ScriptedPeer(SECURED + DeliveryFixture.MAIL + """
                s: 250 o
                cut
                """).withTls(certificate.serverContext())) {
            assertThat(attempt(peer).words()).containsExactly("b@y.example Uncertain");
        }
    }

    // CLI-060
    @Test
    void opportunistic_takes_any_certificate() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(SECURED + MAIL).withTls(certificate.serverContext())) {
            assertThat(attempt(peer).words()).containsExactly("b@y.example Delivered");
        }
    }

    // CLI-060
    @Test
    void opportunistic_goes_on_in_the_clear_where_tls_fails() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(START, DeliveryFixture.HELLO + MAIL)) {
            assertThat(attempt(peer).words()).containsExactly("b@y.example Delivered");
        }
    }

    // CLI-070
    @Test
    void refused_credentials_are_not_tried_again_soon() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(
                        SECURED + "C: AUTH PLAIN AHUAcA==\nS: 535 5.7.8 bad credentials\nC: QUIT\nS: 221 bye\n")
                .withTls(certificate.serverContext())) {
            Recorded attempt = attempt(
                    peer, "relayTls", "required", "relayCertificates", pem(), "relayUser", "u", "relayPassword", "p");
            outbox.send("a@x.example", "x", "c@y.example");
            clock.advance(Duration.ofSeconds(59));
            outbox.ring();
            service.orElseThrow().close();

            assertThat(status(attempt)).isEqualTo("4.7.8");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_handshake_that_hangs_is_left() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer("hang\n")) {
            Relay relay = settings(peer, "relayTls", "implicit").relay().orElseThrow();
            Duration patience = Duration.ofSeconds(10);
            Timeouts quick = new Timeouts(patience, Duration.ofMillis(150), patience, Map.of());
            service = Optional.of(new DeliveryService(outbox, TestSettings.with(TestSettings.of(relay), quick), clock));
            service.get().start();

            assertThat(status(outbox.awaitRecorded())).isEqualTo("4.7.5");
        }
    }
}
