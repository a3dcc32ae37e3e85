package io.github.smtpra.engine.tlsreport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.smtpra.api.smtp.Mailbox;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ReportDocumentTest {
    private static final ReportId ID = new ReportId(LocalDate.parse("2026-01-01"), "y.test", "0a1b", "mail.x.test");
    private static final ReportDocument DOCUMENT = new ReportDocument(
            TestDay.REPORTER,
            ID,
            Map.of(
                    TestDay.success("y.test"), 5L,
                    TestDay.expired("y.test", "mx"), 2L,
                    TestDay.expired("y.test", ""), 1L));

    private static String json() throws Exception {
        return new String(new GZIPInputStream(new ByteArrayInputStream(DOCUMENT.compressed())).readAllBytes(), UTF_8);
    }

    private static Map<String, Object> policy(String type) throws Exception {
        for (Map<String, Object> one : JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(json()), "policies")) {
            if (String.valueOf(one.get("policy")).contains("policy-type=" + type)) {
                return one;
            }
        }
        throw new AssertionError(type);
    }

    // CLI-067: RFC 8460 §4.4
    @Test
    void a_report_says_who_reports_and_when() throws Exception {
        Map<String, Object> report = JSONObjectUtils.parse(json());

        assertThat(report)
                .containsOnlyKeys("organization-name", "date-range", "contact-info", "report-id", "policies")
                .containsEntry("organization-name", "The \"X\" \u2603")
                .containsEntry("contact-info", "ask@x.test")
                .containsEntry("report-id", "2026-01-01.0a1b.y.test@mail.x.test")
                .containsEntry(
                        "date-range",
                        Map.of("start-datetime", "2026-01-01T00:00:00Z", "end-datetime", "2026-01-01T23:59:59Z"));
    }

    // CLI-067: RFC 8460 §4.2, §4.4
    @Test
    void each_policy_has_its_sums_and_failures() throws Exception {
        Map<String, Object> sts = policy("sts");
        Map<String, Object> none = policy("no-policy-found");

        assertThat(none.get("policy"))
                .isEqualTo(Map.of(
                        "policy-type",
                        "no-policy-found",
                        "policy-string",
                        List.of(),
                        "policy-domain",
                        "y.test",
                        "mx-host",
                        List.of()));
        assertThat(none.get("summary"))
                .isEqualTo(Map.of("total-successful-session-count", 5L, "total-failure-session-count", 0L));
        assertThat(none.get("failure-details")).isEqualTo(List.of());
        assertThat(sts.get("policy"))
                .isEqualTo(Map.of(
                        "policy-type",
                        "sts",
                        "policy-string",
                        List.of("version: STSv1", "mode: testing"),
                        "policy-domain",
                        "y.test",
                        "mx-host",
                        List.of("*.y.test")));
        assertThat(sts.get("summary"))
                .isEqualTo(Map.of("total-successful-session-count", 0L, "total-failure-session-count", 3L));
        assertThat((List<?>) sts.get("failure-details"))
                .hasSize(2)
                .anySatisfy(one -> assertThat(one)
                        .isEqualTo(Map.of(
                                "result-type", "certificate-expired",
                                "sending-mta-ip", "192.0.2.1",
                                "receiving-mx-hostname", "mx.y.test",
                                "receiving-mx-helo", "mx",
                                "receiving-ip", "2001:db8::1",
                                "failed-session-count", 2L,
                                "failure-reason-code", "NotAfter: \"yesterday\"")))
                .anySatisfy(
                        one -> assertThat(one.toString()).doesNotContain("helo").contains("count=1"));
    }

    // CLI-067: RFC 8460 §5.1, §5.3
    @Test
    void a_mail_names_file_domain_and_submitter() {
        String mail = new String(
                new ReportMail(DOCUMENT).write(Mailbox.parse("reports@y.test"), Instant.parse("2026-01-02T03:04:05Z")),
                UTF_8);

        assertThat(mail.lines())
                .contains(
                        "From: <tls@x.test>",
                        "To: <reports@y.test>",
                        "Date: Fri, 2 Jan 2026 03:04:05 +0000",
                        "Subject: Report Domain: y.test",
                        " Submitter: mail.x.test",
                        " Report-ID: <2026-01-01.0a1b.y.test@mail.x.test>",
                        "TLS-Report-Domain: y.test",
                        "TLS-Report-Submitter: mail.x.test",
                        "TLS-Required: No",
                        "Content-Type: multipart/report; report-type=\"tlsrpt\";",
                        "Content-Type: application/tlsrpt+gzip",
                        " filename=\"mail.x.test!y.test!1767225600!1767311999!0a1b.json.gz\"")
                .allMatch(line -> line.length() <= 78);
        assertThat(mail.replace("\r\n", "")).doesNotContain("\r", "\n");
    }
}
