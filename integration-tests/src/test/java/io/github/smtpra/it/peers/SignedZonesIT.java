package io.github.smtpra.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.dns.Answer;
import io.github.smtpra.engine.dns.CertificateAssociation;
import io.github.smtpra.engine.dns.Dns;
import io.github.smtpra.engine.dns.DnsSettings;
import io.github.smtpra.engine.dns.MailExchanger;
import io.github.smtpra.engine.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What we believe of the DNS, where real servers sign it and check it. */
class SignedZonesIT {
    private static final String TLSA = "ab".repeat(32);

    private static @Nullable SignedZone running;

    @BeforeAll
    static void start() throws Exception {
        running = SignedZone.of("""
                @ MX 10 mx
                mx A 192.0.2.1
                _25._tcp.mx TLSA 3 1 1 %s
                """.formatted(TLSA));
    }

    @AfterAll
    static void stop() throws Exception {
        if (running != null) {
            running.close();
        }
    }

    private static Path anchor() {
        return Objects.requireNonNull(running).anchor();
    }

    private static Dns dns(int port, String dnssec, Path anchors) {
        return new DnsSettings(Settings.of(
                        "",
                        Map.of(
                                "dnsServers",
                                "127.0.0.1:" + port,
                                "dnssec",
                                dnssec,
                                "dnssecAnchors",
                                anchors.toString()),
                        Map.of(),
                        Map.of()))
                .dns();
    }

    private static void believes(Dns dns) {
        Answer<MailExchanger> exchangers = dns.mailExchangers("y.test");
        Answer<CertificateAssociation> keys = dns.certificateAssociations("_25._tcp.mx.y.test");
        Answer<MailExchanger> nothing = dns.mailExchangers("none.y.test");

        assertThat(exchangers.isSecure()).isTrue();
        assertThat(exchangers.values()).containsExactly(new MailExchanger(10, "mx.y.test"));
        assertThat(keys.isSecure()).isTrue();
        assertThat(keys.values()).containsExactly(new CertificateAssociation(3, 1, 1, TLSA));
        assertThat(nothing.status()).isEqualTo(Answer.Status.NO_DOMAIN);
        assertThat(nothing.isSecure()).isTrue();
    }

    // CLI-065
    @Test
    void what_a_server_has_signed_is_checked_here() {
        believes(dns(SignedZone.KNOT, "validate", anchor()));
    }

    // CLI-065
    @Test
    void a_server_that_checks_signatures_is_believed_where_it_is_trusted() {
        believes(dns(SignedZone.UNBOUND, "trust-server", anchor()));
    }

    /** Nothing is known of what was signed with another key, not even that it is not there. */
    @Test
    void a_zone_that_another_key_has_signed_is_not_believed() throws Exception {
        Path other = Files.createTempFile("smtp-ra", ".anchor");
        try {
            Files.writeString(other, "y.test. 60 IN DS 1 13 2 %s%n".formatted("00".repeat(32)));
            Dns dns = dns(SignedZone.KNOT, "validate", other);

            assertThat(dns.mailExchangers("y.test").isFailed()).isTrue();
            assertThat(dns.mailExchangers("none.y.test").isFailed()).isTrue();
        } finally {
            Files.delete(other);
        }
    }

    @Test
    void where_nobody_asks_for_signatures_nothing_is_proven() {
        assertThat(dns(SignedZone.UNBOUND, "off", anchor())
                        .mailExchangers("y.test")
                        .isSecure())
                .isFalse();
    }
}
