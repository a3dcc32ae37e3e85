package io.github.smtpra.engine.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.dns.Answer.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;

/** Answers from a zone that the test signs, checked here and not by the server. */
class DnssecTest {
    private static final Name ZONE = Name.fromConstantString("y.test.");

    @TempDir
    private Path directory = Path.of("");

    private final ZoneServer zones;
    private final KeyPair keys;
    private final DNSKEYRecord key;

    DnssecTest() throws Exception {
        zones = new ZoneServer();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        keys = generator.generateKeyPair();
        key = new DNSKEYRecord(
                ZONE,
                DClass.IN,
                60,
                DNSKEYRecord.Flags.ZONE_KEY | DNSKEYRecord.Flags.SEP_KEY,
                DNSKEYRecord.Protocol.DNSSEC,
                DNSSEC.Algorithm.ECDSAP256SHA256,
                keys.getPublic());
    }

    @BeforeEach
    void sign() throws Exception {
        zones.with("""
                y.test. MX 10 mx.y.test.
                mx.y.test. A 192.0.2.1
                _25._tcp.mx.y.test. TLSA 3 1 1 %s
                """.formatted("ab".repeat(32)));
        zones.with(List.of(key));
        Map<String, RRset> sets = new LinkedHashMap<>();
        for (Record record : zones.records()) {
            sets.computeIfAbsent(record.getName() + " " + record.getType(), any -> new RRset())
                    .addRR(record);
        }
        zones.with(signatures(List.copyOf(sets.values())));
        Files.writeString(directory.resolve("anchors"), key + "\n");
    }

    private List<Record> signatures(List<RRset> sets) throws DNSSEC.DNSSECException {
        Instant now = Instant.now();
        List<Record> signatures = new ArrayList<>();
        for (RRset set : sets) {
            signatures.add(DNSSEC.sign(
                    set, key, keys.getPrivate(), now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1))));
        }
        return signatures;
    }

    @AfterEach
    void close() throws IOException {
        zones.close();
    }

    private Dns validating() throws GeneralSecurityException {
        return TestDns.of(
                zones,
                "dnssec",
                "validate",
                "dnssecAnchors",
                directory.resolve("anchors").toString());
    }

    // CLI-065
    @Test
    void what_is_signed_is_proven() throws Exception {
        Answer<MailExchanger> exchangers = validating().mailExchangers("y.test");
        Answer<CertificateAssociation> keysOfHost = validating().certificateAssociations("_25._tcp.mx.y.test");

        assertThat(exchangers.isSecure()).isTrue();
        assertThat(exchangers.values()).containsExactly(new MailExchanger(10, "mx.y.test"));
        assertThat(keysOfHost.isSecure()).isTrue();
    }

    // CLI-065, CLI-043
    @Test
    void what_was_changed_on_the_way_is_no_answer() throws Exception {
        zones.with("y.test. MX 5 evil.test.");

        assertThat(validating().mailExchangers("y.test").status()).isEqualTo(Status.FAILED);
    }

    // CLI-065
    @Test
    void the_word_of_a_server_alone_proves_nothing() throws Exception {
        zones.vouching().with("z.test. MX 10 mx.z.test.");

        assertThat(validating().mailExchangers("z.test").isSecure()).isFalse();
        assertThat(TestDns.of(zones).mailExchangers("y.test").isSecure()).isFalse();
        assertThat(TestDns.of(zones, "dnssec", "trust-server")
                        .mailExchangers("y.test")
                        .isSecure())
                .isTrue();
    }
}
