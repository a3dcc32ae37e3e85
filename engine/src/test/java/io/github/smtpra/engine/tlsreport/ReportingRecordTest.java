package io.github.smtpra.engine.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.dns.TestDns;
import io.github.smtpra.engine.dns.ZoneServer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportingRecordTest {
    private static Optional<String> targets(String... texts) {
        return ReportingRecord.among(List.of(texts))
                .map(record -> record.targets().toString());
    }

    // CLI-067: RFC 8460 §3
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=TLSRPTv1;rua=mailto:reports@example.com|[mailto:reports@example.com]",
                "v=TLSRPTv1; rua=mailto:reports@example.com;|[mailto:reports@example.com]",
                "v=TLSRPTv1 ; rua=https://r.example.com/v1/tlsrpt|[https://r.example.com/v1/tlsrpt]",
                "v=TLSRPTv1;rua=mailto:a@x.test , https://x.test/|[mailto:a@x.test, https://x.test/]",
                "v=TLSRPTv1; ext=1; rua=mailto:a@x.test; other=y/z?|[mailto:a@x.test]",
                "v=TLSRPTv1; rua=mailto:a@x.test; rua=mailto:b@x.test|[mailto:a@x.test, mailto:b@x.test]",
                "v=TLSRPTv1; rua=mailto:a%2Bb%21c@x.test?subject=hello|[mailto:a+b!c@x.test]",
                "v=TLSRPTv1; rua=MAILTO:a@x.test,mailto:a@x.test|[mailto:a@x.test]",
                "v=TLSRPTv1; rua=ftp://x.test/, mailto:no-address|[]",
                "v=TLSRPTv1; rua=https://user@x.test/, https:///path|[]",
                "v=TLSRPTv1; rua=https://x.test/a%2Cb%3Bc|[https://x.test/a%2Cb%3Bc]",
            })
    void a_record_names_its_targets(String text, String targets) {
        assertThat(targets(text)).contains(targets);
    }

    // CLI-067: RFC 8460 §3
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=TLSRPTv1",
                "v=TLSRPTv1;",
                "v=TLSRPTv1; ext=1",
                "v=TLSRPTv2; rua=mailto:a@x.test",
                "V=TLSRPTv1; rua=mailto:a@x.test",
                "v=tlsrptv1; rua=mailto:a@x.test",
                " v=TLSRPTv1; rua=mailto:a@x.test",
                "rua=mailto:a@x.test; v=TLSRPTv1",
                "v=TLSRPTv1; RUA=mailto:a@x.test",
                "v=TLSRPTv1; rua = mailto:a@x.test",
                "v=TLSRPTv1; rua=",
                "v=TLSRPTv1; rua=a@x.test",
                "v=TLSRPTv1; rua=mailto:a!b@x.test",
                "v=TLSRPTv1; rua=mailto:a@x.test,",
                "v=TLSRPTv1; rua=mailto:a b@x.test",
                "v=TLSRPTv1;; rua=mailto:a@x.test",
                "v=TLSRPTv1; rua=mailto:a@x.test; ext",
                "v=TLSRPTv1; rua=mailto:a@x.test; ext=a=b",
                "v=TLSRPTv1; rua=mailto:a@x.test; -x=1",
            })
    void what_is_no_record_asks_for_nothing(String text) {
        assertThat(targets(text)).isEmpty();
    }

    // CLI-067: RFC 8460 §3
    @Test
    void other_texts_do_not_count_and_two_records_are_none() {
        String record = "v=TLSRPTv1; rua=mailto:a@x.test";

        assertThat(targets("v=spf1 -all", record, "v=TLSRPTv1x;")).contains("[mailto:a@x.test]");
        assertThat(targets(record, record)).isEmpty();
        assertThat(targets()).isEmpty();
    }

    // CLI-067
    @Test
    void a_record_does_not_make_us_write_to_everybody() {
        StringBuilder uris = new StringBuilder("mailto:a0@x.test");
        for (int i = 1; i < 100; i++) {
            uris.append(",mailto:a").append(i).append("@x.test");
        }

        assertThat(ReportingRecord.among(List.of("v=TLSRPTv1; rua=" + uris))
                        .orElseThrow()
                        .targets())
                .hasSize(10);
    }

    // CLI-067: RFC 8460 §3: strings are joined without blanks, aliases followed
    @Test
    void a_record_may_have_several_strings_and_stand_elsewhere() throws IOException {
        try (ZoneServer zones = new ZoneServer().with("""
                _smtp._tls.y.test. CNAME a.z.test.
                a.z.test. CNAME b.z.test.
                b.z.test. TXT "v=TLSRPTv1; ru" "a=mailto:a@" "y.test"
                """)) {
            assertThat(ReportingRecord.among(
                                    TestDns.of(zones).texts("_smtp._tls.y.test").values())
                            .orElseThrow()
                            .targets())
                    .hasToString("[mailto:a@y.test]");
        }
    }
}
