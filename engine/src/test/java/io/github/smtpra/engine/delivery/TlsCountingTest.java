package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.dns.ZoneServer;
import io.github.smtpra.engine.tlsreport.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Rcode;

/** What is counted of the TLS of sessions (RFC 8460 §4), with hosts that the DNS names. */
class TlsCountingTest extends DeliveryFixture {
    private static final String BYE = "C: QUIT\nS: 221 bye\n";
    private static final String OFFER = """
            S: 220 mx.y.test
            C: EHLO client.example
            S: 250-its-own-name.test hello
            S: 250 STARTTLS
            """;
    private static final String START = OFFER + "C: STARTTLS\nS: 220 ready\ntls\n";
    private static final String SECURED = START + """
            C: EHLO client.example
            S: 250-its-own-name.test hello
            S: 250 PIPELINING
            """ + MAIL + ACCEPTED;
    private static final String CLEAR = HELLO + MAIL + ACCEPTED + BYE;

    @TempDir
    private Path directory = Path.of("");

    private final ZoneServer zones;
    private final TestAuthority authority = new TestAuthority();
    private final List<String> counted = new CopyOnWriteArrayList<>();

    TlsCountingTest() throws IOException {
        zones = new ZoneServer().with("y.test. MX 10 mx.y.test.\nmx.y.test. A 127.0.0.1");
    }

    @AfterEach
    void close() throws IOException {
        closeServiceIfStarted();
        zones.close();
    }

    /** Delivers one mail, until {@code attempts} have ended. */
    private List<String> count(ScriptedPeer peer, String... properties) throws Exception {
        List<String> all = new ArrayList<>(
                List.of("routes", "*=mx", "mxPort", "" + peer.port(), "dnssec", "trust-server", "mtaSts", "false"));
        all.addAll(List.of(
                "relayCertificates",
                authority.writeTo(directory.resolve("ca.pem")).toString()));
        all.addAll(List.of(properties));
        outbox.send("a@x.test", "x", "b@y.test");
        start(TestSettings.read(zones, all), (sender, seen) -> counted.add(sender + " " + words(seen)));
        outbox.awaitRecorded();
        closeService();
        return counted;
    }

    private static String words(Observation seen) {
        return seen.domain() + " " + seen.policy().type().word() + " "
                + seen.policy().domain() + " "
                + seen.failure()
                        .map(failure -> failure.flaw().type().word() + " "
                                + failure.scene().mxHost() + " "
                                + failure.scene().helo() + " " + failure.scene().receivingIp())
                        .orElse("ok");
    }

    private void key(ScriptedPeer peer, int usage, PublicKey key) throws GeneralSecurityException {
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        zones.with("_" + peer.port() + "._tcp.mx.y.test. TLSA " + usage + " 1 1 " + digest);
    }

    // CLI-067: RFC 8460 §4.2: sessions, not mails
    @Test
    void a_session_under_tls_counts_once_however_many_mails_it_takes() throws Exception {
        outbox.send("a@x.test", "1", "c@y.test");
        try (ScriptedPeer peer =
                new ScriptedPeer(SECURED + MAIL + ACCEPTED + BYE).withTls(authority.server("z.test"))) {
            count(peer);
            assertThat(peer.contents()).hasSizeBetween(1, 2);
        }
        assertThat(counted).containsExactly("<a@x.test> y.test no-policy-found y.test ok");
    }

    // CLI-067: RFC 8460 §4.3.1
    @Test
    void a_host_without_starttls_counts_as_such() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(CLEAR)) {
            assertThat(count(peer))
                    .containsExactly("<a@x.test> y.test no-policy-found y.test starttls-not-supported mx.y.test"
                            + " relay.example 127.0.0.1");
        }
    }

    // CLI-067: RFC 8460 §4.3.1
    @Test
    void a_refused_starttls_counts_with_what_was_said() throws Exception {
        List<String> reasons = new CopyOnWriteArrayList<>();
        String refusal = OFFER + "C: STARTTLS\nS: 454 4.7.0 no keys today\n"
                + MAIL.replace("C: RCPT", "S: 250 ok\nC: RCPT")
                        .replace("C: DATA\nS: 250 ok\nS: 250 ok", "S: 250 ok\nC: DATA");
        try (ScriptedPeer peer = new ScriptedPeer(refusal + ACCEPTED + BYE)) {
            outbox.send("a@x.test", "x", "b@y.test");
            start(
                    TestSettings.read(zones, List.of("routes", "*=mx", "mxPort", "" + peer.port(), "mtaSts", "false")),
                    (sender, seen) -> seen.failure()
                            .ifPresent(one -> reasons.add(
                                    one.flaw().type().word() + ": " + one.flaw().reason())));
            outbox.awaitRecorded();
            closeService();
        }
        assertThat(reasons)
                .singleElement()
                .asString()
                .startsWith("starttls-not-supported: 454")
                .contains("no keys");
    }

    // CLI-067: RFC 8460 §4.3.1
    @Test
    void a_certificate_that_is_too_old_counts_as_expired() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(START).withTls(authority.expiredServer("mx.y.test"))) {
            assertThat(count(peer, "mxTls", "verified"))
                    .containsExactly("<a@x.test> y.test no-policy-found y.test certificate-expired mx.y.test"
                            + " its-own-name.test 127.0.0.1");
        }
    }

    // CLI-067: RFC 8460 §4.3.1
    @Test
    void a_certificate_for_another_host_counts_as_a_mismatch() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(START).withTls(authority.server("other.test"))) {
            assertThat(count(peer, "mxTls", "verified"))
                    .singleElement()
                    .asString()
                    .contains(" certificate-host-mismatch mx.y.test ");
        }
    }

    // CLI-067: RFC 8460 §4.3.1
    @Test
    void a_certificate_of_somebody_else_counts_as_not_trusted() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(START).withTls(new TestAuthority().server("mx.y.test"))) {
            assertThat(count(peer, "mxTls", "verified"))
                    .singleElement()
                    .asString()
                    .contains(" certificate-not-trusted mx.y.test ");
        }
    }

    // CLI-067: RFC 8460 §4.3.1: one session, though the mail went in the clear by another
    @Test
    void a_handshake_that_fails_counts_as_a_validation_failure() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(START, CLEAR)) {
            assertThat(count(peer))
                    .singleElement()
                    .asString()
                    .contains(" no-policy-found y.test validation-failure mx.y.test ");
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    // CLI-067: RFC 8460 §4.3.4
    @Test
    void a_connection_that_is_lost_is_not_counted() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer("S: 220 mx.y.test\ndrop\n")) {
            assertThat(count(peer)).isEmpty();
        }
    }

    // CLI-067: RFC 8460 §1.1: of keys in the DNS the domain is the host
    @Test
    void a_session_by_keys_in_the_dns_is_judged_by_them() throws Exception {
        zones.vouching();
        try (ScriptedPeer peer = new ScriptedPeer(SECURED + BYE).withTls(authority.server("mx.y.test"))) {
            key(peer, 2, authority.publicKey());
            assertThat(count(peer)).containsExactly("<a@x.test> y.test tlsa mx.y.test ok");
        }
    }

    // CLI-067
    @Test
    void another_key_than_the_dns_names_counts_as_not_trusted() throws Exception {
        zones.vouching();
        try (ScriptedPeer peer = new ScriptedPeer(START).withTls(authority.server("mx.y.test"))) {
            key(peer, 3, authority.publicKey());
            assertThat(count(peer)).singleElement().asString().contains(" tlsa mx.y.test certificate-not-trusted ");
        }
    }

    // CLI-067: RFC 8460 §4.3.2.1
    @Test
    void keys_of_no_use_count_as_invalid_though_mail_goes() throws Exception {
        zones.vouching();
        try (ScriptedPeer peer = new ScriptedPeer(SECURED + BYE).withTls(authority.server("mx.y.test"))) {
            key(peer, 1, authority.publicKey());
            assertThat(count(peer)).singleElement().asString().contains(" tlsa mx.y.test tlsa-invalid mx.y.test ");
        }
    }

    // CLI-067: RFC 8460 §4.3.2.1
    @Test
    void keys_that_the_dns_does_not_tell_count_without_a_session() throws Exception {
        zones.vouching();
        try (ScriptedPeer peer = new ScriptedPeer(CLEAR)) {
            zones.failing("_" + peer.port() + "._tcp.mx.y.test.", Rcode.SERVFAIL);
            assertThat(count(peer)).containsExactly("<a@x.test> y.test tlsa mx.y.test dnssec-invalid mx.y.test  ");
        }
    }

    // CLI-067
    @Test
    void without_tls_by_setting_nothing_is_counted() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(CLEAR)) {
            assertThat(count(peer, "mxTls", "off")).isEmpty();
        }
    }

    // CLI-067: RFC 8460 §1.1: a smarthost is told under its own name
    @Test
    void a_relay_is_counted_under_its_own_name() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(CLEAR)) {
            assertThat(count(peer, "routes", "*=smtp:localhost:" + peer.port() + "/opportunistic"))
                    .singleElement()
                    .asString()
                    .contains(" localhost no-policy-found localhost starttls-not-supported localhost ");
        }
    }
}
