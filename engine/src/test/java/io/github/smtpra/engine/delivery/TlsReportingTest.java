package io.github.smtpra.engine.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.smtpra.engine.dns.ZoneServer;
import io.github.smtpra.engine.tlsreport.TlsReportSettings;
import io.github.smtpra.engine.tlsreport.TlsReports;
import io.github.smtpra.outbox.Outcome;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A domain whose host has let its certificate expire hears of it the next day, from that very host. */
class TlsReportingTest extends DeliveryFixture {
    private static final String REFUSED = """
            S: 220 mx.y.test
            C: EHLO client.example
            S: 250-mx.y.test
            S: 250 STARTTLS
            C: STARTTLS
            S: 220 ready
            tls
            """;
    private static final String RELAXED = REFUSED + """
            C: EHLO client.example
            S: 250-mx.y.test
            S: 250 PIPELINING
            """ + MAIL + ACCEPTED + "C: QUIT\nS: 221 bye\n";

    @TempDir
    private Path directory = Path.of("");

    private final ZoneServer zones;
    private final TestAuthority authority = new TestAuthority();

    TlsReportingTest() throws IOException {
        zones = new ZoneServer().vouching().with("""
                y.test. MX 10 mx.y.test.
                mx.y.test. A 127.0.0.1
                _smtp._tls.y.test. CNAME reports.z.test.
                reports.z.test. TXT "v=TLSRPTv1; " "rua=mailto:tls@y.test"
                """);
    }

    @AfterEach
    void close() throws IOException {
        closeServiceIfStarted();
        zones.close();
    }

    private String key(int port) throws GeneralSecurityException {
        return "_" + port + "._tcp.mx.y.test. TLSA 2 1 1 "
                + HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(authority.publicKey().getEncoded()));
    }

    // CLI-067: RFC 8460 §3, §4, §5.3
    @Test
    void an_expired_certificate_is_reported_the_next_day_by_mail_that_tls_does_not_stop() throws Exception {
        try (ScriptedPeer peer =
                new ScriptedPeer(REFUSED, RELAXED, REFUSED, RELAXED).withTls(authority.expiredServer("mx.y.test"))) {
            zones.with(key(peer.port()));
            DeliverySettings settings = TestSettings.read(
                    zones,
                    List.of(
                            "routes", "*=mx",
                            "mxPort", "" + peer.port(),
                            "dnssec", "trust-server",
                            "mtaSts", "false",
                            "dataDirectory", directory.toString(),
                            "tlsReportSender", "tls-reports@client.example",
                            "tlsReportOrganization", "Client & Söhne"));
            TlsReportSettings asked = settings.tlsReports().orElseThrow();
            try (TlsReports first = TlsReports.open(asked, outbox, clock)) {
                outbox.send("a@x.test", "TLS-Required: No\r\n\r\nx", "b@y.test");
                start(TestSettings.with(settings), first.tally());
                assertThat(outbox.awaitRecorded().outcome(0)).isInstanceOf(Outcome.Delivered.class);
                first.round();
            }
            closeService();
            clock.advance(Duration.ofHours(28));
            try (TlsReports second = TlsReports.open(asked, outbox, clock)) {
                start(TestSettings.with(settings), second.tally());
                second.round();
                assertThat(outbox.awaitRecorded().words()).containsExactly("tls@y.test Delivered");
                clock.advance(Duration.ofDays(2));
                second.round();
            }
            assertThat(outbox.size()).isZero();
            assertThat(directory.resolve("tls-reports")).isEmptyDirectory();
            verify(peer.contents().get(1));
        }
    }

    // CLI-067
    @Test
    void a_service_that_is_asked_to_counts_by_itself_and_leaves_a_file_and_no_thread() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer("""
                S: 220 mx.y.test
                C: EHLO client.example
                S: 250 mx.y.test
                """
                + MAIL.replace("C: RCPT", "S: 250 ok\nC: RCPT")
                        .replace("C: DATA\nS: 250 ok\nS: 250 ok", "S: 250 ok\nC: DATA")
                + ACCEPTED + "C: QUIT\nS: 221 bye\n")) {
            outbox.send("a@x.test", "x", "b@y.test");
            start(TestSettings.read(
                    zones,
                    List.of(
                            "routes", "*=mx",
                            "mxPort", "" + peer.port(),
                            "mtaSts", "false",
                            "dataDirectory", directory.toString(),
                            "tlsReportSender", "tls-reports@client.example")));
            outbox.awaitRecorded();
            closeService();
        }

        assertThat(directory.resolve("tls-reports/2026-01-01.json"))
                .content()
                .contains("\"y.test\"", "STARTTLS_NOT_SUPPORTED", "\"sessions\":1");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("smtp-ra-tls-report"));
    }

    private static void verify(String content) throws Exception {
        MimeMessage mail = new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(content.getBytes(ISO_8859_1)));
        Multipart parts = (Multipart) mail.getContent();
        Part second = parts.getBodyPart(1);
        Map<String, Object> report =
                JSONObjectUtils.parse(new String(new GZIPInputStream(second.getInputStream()).readAllBytes(), UTF_8));

        assertThat(mail.getContentType()).contains("multipart/report").contains("report-type=\"tlsrpt\"");
        assertThat(mail.getHeader("TLS-Report-Domain")).containsExactly("y.test");
        assertThat(mail.getHeader("TLS-Report-Submitter")).containsExactly("client.example");
        assertThat(mail.getHeader("TLS-Required")).containsExactly("No");
        assertThat(mail.getSubject())
                .matches("Report Domain: y.test\\s+Submitter: client.example\\s+Report-ID: <[^ <>@]+@client.example>");
        assertThat(parts.getBodyPart(0).isMimeType("text/plain")).isTrue();
        assertThat(second.getContentType()).startsWith("application/tlsrpt+gzip");
        assertThat(second.getFileName())
                .matches("client\\.example!y\\.test!1767225600!1767311999![0-9a-f]+\\.json\\.gz");
        assertThat(report.get("organization-name")).isEqualTo("Client & Söhne");
        assertThat(String.valueOf(report.get("policies")))
                .contains("policy-type=tlsa", "policy-domain=mx.y.test", "result-type=certificate-expired")
                .contains(
                        "total-failure-session-count=1", "total-successful-session-count=0", "receiving-ip=127.0.0.1");
    }
}
