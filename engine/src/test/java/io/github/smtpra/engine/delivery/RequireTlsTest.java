package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.engine.delivery.InMemoryOutbox.Recorded;
import io.github.smtpra.engine.dns.ZoneServer;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail that requires TLS (RFC 8689 §4.2.1), by each kind of route, to peers that promise as much and to others. */
class RequireTlsTest extends DeliveryFixture {
    private static final String MX = "mx.y.test";
    private static final String IN_THE_CLEAR = """
            S: 220 mx.y.test
            C: EHLO client.example
            S: 250-mx.y.test
            S: 250-REQUIRETLS
            S: 250 PIPELINING
            """;
    private static final String HANDSHAKE = """
            S: 220 mx.y.test
            C: EHLO client.example
            S: 250-mx.y.test
            S: 250 STARTTLS
            C: STARTTLS
            S: 220 ready
            tls
            """;
    private static final String BYE = "C: QUIT\nS: 221 bye\n";
    private static final String SECURED = HANDSHAKE + """
            C: EHLO client.example
            S: 250-mx.y.test
            S: 250 PIPELINING
            """;
    private static final String PROMISING =
            HANDSHAKE + """
            C: EHLO client.example
            S: 250-mx.y.test
            S: 250-REQUIRETLS
            S: 250 PIPELINING
            """ + MAIL.replace("C: MAIL FROM:", "C: MAIL FROM:<> REQUIRETLS") + ACCEPTED + BYE;

    @TempDir
    private Path directory = Path.of("");

    private final ZoneServer zones;
    private final TestCertificate ofExchanger = TestCertificate.forHost(MX);
    private final TestCertificate ofLoopback = TestCertificate.forAddress(TestSettings.HOST);

    RequireTlsTest() throws IOException {
        zones = new ZoneServer().with("y.test. MX 10 mx.y.test.\nmx.y.test. A 127.0.0.1");
    }

    @AfterEach
    void close() throws IOException {
        closeServiceIfStarted();
        zones.close();
    }

    private Recorded attempt(ScriptedPeer peer, String... properties) throws Exception {
        List<String> all = new ArrayList<>(List.of("mxPort", "" + peer.port(), "mtaSts", "false"));
        all.addAll(List.of(properties));
        outbox.send(
                Envelope.from("").to("b@y.test").withOptions(TransferOptions.NONE.withRequireTls()),
                "Subject: x\r\n\r\n");
        start(TestSettings.read(zones, all));
        return outbox.awaitRecorded();
    }

    private Recorded attemptByMx(ScriptedPeer peer) throws Exception {
        return attempt(peer, "routes", "*=mx", "dnssec", "trust-server");
    }

    private Recorded attemptByHost(ScriptedPeer peer, String tls, String... properties) throws Exception {
        List<String> all = new ArrayList<>(List.of("routes", "y.test=smtp:127.0.0.1:" + peer.port() + tls));
        all.addAll(List.of(properties));
        return attempt(peer, all.toArray(String[]::new));
    }

    private void proveKey(ScriptedPeer peer) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(ofExchanger.publicKey().getEncoded());
        zones.vouching();
        zones.with("_" + peer.port() + "._tcp.mx.y.test. TLSA 3 1 1 "
                + HexFormat.of().formatHex(digest));
    }

    private String trusted() throws Exception {
        return ofLoopback.writeTo(directory.resolve("peer.pem")).toString();
    }

    private static String failure(Recorded attempt) {
        return ((Outcome.Failed) attempt.outcome(0)).diagnosis().status().toString();
    }

    private static String deferral(Recorded attempt) {
        Diagnosis diagnosis = ((Outcome.Deferred) attempt.outcome(0)).diagnosis();
        return diagnosis.status().toString();
    }

    // CLI-066
    @Test
    void goes_to_a_host_that_dane_proves_and_that_promises_the_same() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(PROMISING).withTls(ofExchanger.serverContext())) {
            proveKey(peer);

            assertThat(attemptByMx(peer).words()).containsExactly("b@y.test Delivered");
        }
    }

    // CLI-066
    @Test
    void does_not_go_to_a_proven_host_that_promises_nothing() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(SECURED + BYE).withTls(ofExchanger.serverContext())) {
            proveKey(peer);

            assertThat(failure(attemptByMx(peer))).isEqualTo("5.7.30");
            assertThat(peer.contents()).isEmpty();
        }
    }

    // CLI-066: an MX that nobody vouches for may be anybody's, whatever its certificate says.
    @Test
    void does_not_even_connect_to_a_host_that_neither_dane_nor_sts_proves() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(PROMISING).withTls(ofExchanger.serverContext())) {
            assertThat(failure(attemptByMx(peer))).isEqualTo("5.7.10");
            assertThat(peer.connections()).isZero();
        }
    }

    // CLI-066: the name is proven, the certificate is not.
    @Test
    void waits_where_a_proven_name_has_a_certificate_that_nobody_vouches_for() throws Exception {
        zones.vouching();
        try (ScriptedPeer peer = new ScriptedPeer(HANDSHAKE).withTls(ofExchanger.serverContext())) {
            assertThat(deferral(attemptByMx(peer))).isEqualTo("4.7.5");
            assertThat(peer.contents()).isEmpty();
        }
    }

    // CLI-066: the route asks for little, the mail for more.
    @Test
    void goes_by_a_route_to_a_host_whose_certificate_is_trusted() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(PROMISING).withTls(ofLoopback.serverContext())) {
            assertThat(attemptByHost(peer, "/opportunistic", "relayCertificates", trusted())
                            .words())
                    .containsExactly("b@y.test Delivered");
        }
    }

    // CLI-066
    @Test
    void waits_where_the_host_of_a_route_proves_nothing() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HANDSHAKE).withTls(ofLoopback.serverContext())) {
            assertThat(deferral(attemptByHost(peer, "/encrypted"))).isEqualTo("4.7.5");
            assertThat(peer.contents()).isEmpty();
        }
    }

    // CLI-066: also where the route says that TLS is off.
    @Test
    void is_never_sent_in_the_clear() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(IN_THE_CLEAR + BYE)) {
            assertThat(deferral(attemptByHost(peer, "/off", "relayCertificates", trusted())))
                    .isEqualTo("4.7.4");
            assertThat(peer.contents()).isEmpty();
        }
    }

    // CLI-066
    @Test
    void goes_by_the_relay_under_the_same_conditions() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(SECURED + BYE).withTls(ofLoopback.serverContext())) {
            String port = "" + peer.port();
            assertThat(failure(
                            attempt(peer, "relayHost", "127.0.0.1", "relayPort", port, "relayCertificates", trusted())))
                    .isEqualTo("5.7.30");
        }
    }

    // CLI-066: other mail goes to the same host as ever.
    @Test
    void other_mail_goes_by_a_session_of_its_own() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED + BYE)) {
            outbox.send("", "x", "c@y.test");
            Recorded one = attemptByMx(peer);
            Recorded other = outbox.awaitRecorded();

            assertThat(List.of(one.words().get(0), other.words().get(0)))
                    .containsExactlyInAnyOrder("b@y.test Failed", "c@y.test Delivered");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }
}
