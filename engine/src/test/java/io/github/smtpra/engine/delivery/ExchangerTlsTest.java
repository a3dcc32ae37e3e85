package io.github.smtpra.engine.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.engine.delivery.InMemoryOutbox.Recorded;
import io.github.smtpra.engine.dns.ZoneServer;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;

/** TLS with hosts that the DNS names, by what it says of their keys. The server of the test vouches for its answers. */
class ExchangerTlsTest extends DeliveryFixture {
    private static final String OFFER = """
            S: 220 mx.y.test
            C: EHLO client.example
            S: 250-mx.y.test
            S: 250 STARTTLS
            """;
    private static final String SECURED = OFFER + """
            C: STARTTLS
            S: 220 ready
            tls
            C: EHLO client.example
            S: 250-mx.y.test
            S: 250 PIPELINING
            """ + MAIL + ACCEPTED + "C: QUIT\nS: 221 bye\n";
    private static final String REFUSED = OFFER + "C: STARTTLS\nS: 220 ready\ntls\n";

    private final ZoneServer zones;
    private final TestCertificate certificate = TestCertificate.forHost("unrelated.test");

    ExchangerTlsTest() throws IOException {
        zones = new ZoneServer().with("y.test. MX 10 mx.y.test.\nmx.y.test. A 127.0.0.1");
    }

    @AfterEach
    void close() throws IOException {
        closeServiceIfStarted();
        zones.close();
    }

    private Recorded attempt(ScriptedPeer peer, String... properties) throws Exception {
        List<String> all = new ArrayList<>(
                List.of("routes", "*=mx", "mxPort", "" + peer.port(), "dnssec", "trust-server", "mtaSts", "false"));
        all.addAll(List.of(properties));
        outbox.send("", "x", "b@y.test");
        start(TestSettings.read(zones, all));
        return outbox.awaitRecorded();
    }

    private static EnhancedStatusCode status(Recorded attempt) {
        Diagnosis diagnosis = ((Outcome.Deferred) attempt.outcome(0)).diagnosis();
        return diagnosis.status();
    }

    private void key(ScriptedPeer peer, int usage, String digest) {
        zones.with("_" + peer.port() + "._tcp.mx.y.test. TLSA " + usage + " 1 1 " + digest);
    }

    private String digest(TestCertificate one) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(one.publicKey().getEncoded()));
    }

    // CLI-065
    @Test
    void a_host_with_the_key_that_the_dns_names_needs_no_name_and_no_authority() throws Exception {
        zones.vouching();
        try (ScriptedPeer peer = new ScriptedPeer(SECURED).withTls(certificate.serverContext())) {
            key(peer, 3, digest(certificate));

            assertThat(attempt(peer).words()).containsExactly("b@y.test Delivered");
        }
    }

    // CLI-065
    @Test
    void a_host_with_another_key_gets_no_mail_and_none_in_the_clear() throws Exception {
        zones.vouching();
        try (ScriptedPeer peer = new ScriptedPeer(REFUSED, SECURED).withTls(certificate.serverContext())) {
            key(peer, 3, digest(TestCertificate.forHost("mx.y.test")));

            assertThat(status(attempt(peer))).hasToString("4.7.5");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    // CLI-066: RFC 8689 §5
    @Test
    void a_mail_that_does_not_require_tls_goes_to_a_host_with_another_key_and_alone() throws Exception {
        zones.vouching();
        try (ScriptedPeer peer = new ScriptedPeer(REFUSED, SECURED, REFUSED).withTls(certificate.serverContext())) {
            key(peer, 3, digest(TestCertificate.forHost("mx.y.test")));
            outbox.send("", "Subject: x\r\ntls-required : no\r\n\r\nx", "a@y.test");
            Recorded relaxed = attempt(peer);
            Recorded other = outbox.awaitRecorded();

            assertThat(List.of(relaxed.words().get(0), other.words().get(0)))
                    .containsExactlyInAnyOrder("a@y.test Delivered", "b@y.test Deferred");
            assertThat(peer.contents()).hasSize(1);
            assertThat(peer.connections()).isEqualTo(3);
        }
    }

    // CLI-066: RFC 8689 §5
    @Test
    void what_stands_in_the_body_or_in_another_field_requires_tls_as_ever() throws Exception {
        for (String content : List.of(
                "Subject: x\r\n\r\nTLS-Required: No\r\n",
                "Subject: x\r\n TLS-Required: No\r\n\r\n",
                "TLS-Required: Nope\r\n\r\n",
                "X-TLS-Required: No\r\n\r\n",
                "\r\n\r\n",
                "")) {
            assertThat(TlsRequiredField.saysNo(new ByteArrayInputStream(content.getBytes(US_ASCII))))
                    .as(content)
                    .isFalse();
        }
        for (String content : List.of("TLS-Required: No\r\n\r\n", "A: b\r\nTLS-REQUIRED:\r\n no \r\nC: d\r\n")) {
            assertThat(TlsRequiredField.saysNo(new ByteArrayInputStream(content.getBytes(US_ASCII))))
                    .as(content)
                    .isTrue();
        }
    }

    // CLI-065
    @Test
    void an_authority_that_the_dns_names_vouches_for_the_name_only() throws Exception {
        zones.vouching();
        TestCertificate named = TestCertificate.forHost("mx.y.test");
        try (ScriptedPeer peer = new ScriptedPeer(SECURED).withTls(named.serverContext())) {
            key(peer, 2, digest(named));

            assertThat(attempt(peer).words()).containsExactly("b@y.test Delivered");
        }
    }

    // CLI-065
    @Test
    void an_authority_does_not_vouch_for_another_name() throws Exception {
        zones.vouching();
        try (ScriptedPeer peer = new ScriptedPeer(REFUSED).withTls(certificate.serverContext())) {
            key(peer, 2, digest(certificate));

            assertThat(status(attempt(peer))).hasToString("4.7.5");
        }
    }

    // CLI-065
    @Test
    void keys_of_no_use_still_ask_for_tls() throws Exception {
        zones.vouching();
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + "C: QUIT\nS: 221 bye\n")) {
            key(peer, 1, digest(certificate));

            assertThat(status(attempt(peer))).hasToString("4.7.4");
        }
    }

    // CLI-065
    @Test
    void keys_of_no_use_let_any_certificate_do() throws Exception {
        zones.vouching();
        try (ScriptedPeer peer = new ScriptedPeer(SECURED).withTls(certificate.serverContext())) {
            key(peer, 0, digest(TestCertificate.forHost("other.test")));

            assertThat(attempt(peer).words()).containsExactly("b@y.test Delivered");
        }
    }

    // CLI-065
    @Test
    void a_key_that_is_not_told_puts_the_mail_off() throws Exception {
        zones.vouching();
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED)) {
            zones.failing("_" + peer.port() + "._tcp.mx.y.test.", Rcode.SERVFAIL);

            assertThat(status(attempt(peer))).hasToString("4.7.5");
            assertThat(peer.connections()).isZero();
        }
    }

    // CLI-065
    @Test
    void a_key_that_nobody_proves_does_not_count() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED + "C: QUIT\nS: 221 bye\n")) {
            key(peer, 3, digest(certificate));

            assertThat(attempt(peer).words()).containsExactly("b@y.test Delivered");
        }
    }

    // CLI-060
    @Test
    void where_tls_is_a_bonus_its_failure_leads_to_a_new_connection_in_the_clear() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(REFUSED, HELLO + MAIL + ACCEPTED + "C: QUIT\nS: 221 bye\n")) {
            assertThat(attempt(peer).words()).containsExactly("b@y.test Delivered");
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    // CLI-062
    @Test
    void where_hosts_must_prove_their_name_nobody_else_gets_mail() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(REFUSED).withTls(certificate.serverContext())) {
            assertThat(status(attempt(peer, "mxTls", "verified"))).hasToString("4.7.5");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    // CLI-060
    @Test
    void encrypted_takes_any_certificate_but_not_none() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(SECURED).withTls(certificate.serverContext())) {
            assertThat(attempt(peer, "mxTls", "encrypted").words()).containsExactly("b@y.test Delivered");
        }
    }
}
