package io.github.smtpra.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.delivery.TestCertificate;
import io.github.smtpra.engine.dns.TestDns;
import io.github.smtpra.engine.dns.ZoneServer;
import io.github.smtpra.engine.policy.StsPolicy.Mode;
import io.github.smtpra.engine.tls.ClientTrust;
import io.github.smtpra.engine.tlsreport.Flaw;
import io.github.smtpra.engine.tlsreport.ResultType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies from a web server of the test's own, over real TLS. */
class StsPoliciesTest {
    private static final String POLICY = "version: STSv1\r\nmode: enforce\r\nmx: mx.y.test\r\nmax_age: 86400\r\n";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory = Path.of("");

    private final ZoneServer zones;
    private final TestCertificate certificate = TestCertificate.forHost("mta-sts.y.test");
    private final PolicyHost host;
    private Instant now = START;

    StsPoliciesTest() throws IOException {
        zones = new ZoneServer();
        host = new PolicyHost(certificate.serverContext());
    }

    @AfterEach
    void close() throws IOException {
        host.close();
        zones.close();
    }

    private StsPolicies policies() throws Exception {
        ClientTrust trust = ClientTrust.ofCertificates(certificate.writeTo(directory.resolve("ca.pem")));
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new StsPolicies(TestDns.of(zones), new HttpsPolicyFetcher(trust.context(), host.proxy()), clock);
    }

    private static Optional<Mode> mode(Optional<StsPolicy> policy) {
        return policy.map(StsPolicy::mode);
    }

    // CLI-063
    @Test
    void a_policy_is_fetched_once_and_kept_until_its_id_changes() throws Exception {
        StsPolicies policies = policies();
        zones.with("_mta-sts.y.test. TXT \"v=STSv1; id=1;\"");
        host.answering("200 OK", "text/plain; charset=utf-8", POLICY);
        Optional<StsPolicy> first = policies.of("Y.test");
        Optional<StsPolicy> second = policies.of("y.test");
        zones.clear();
        zones.with("_mta-sts.y.test. TXT \"v=STSv1; id=2;\"");
        host.answering("200 OK", "text/plain", POLICY.replace("enforce", "testing"));
        Optional<StsPolicy> third = policies.of("y.test");

        assertThat(mode(first)).contains(Mode.ENFORCE);
        assertThat(second).isEqualTo(first);
        assertThat(mode(third)).contains(Mode.TESTING);
        assertThat(host.requests())
                .hasSize(2)
                .allMatch(
                        one -> one.equals("CONNECT mta-sts.y.test:443 HTTP/1.1 GET /.well-known/mta-sts.txt HTTP/1.1"));
    }

    // CLI-063
    @Test
    void a_policy_outlives_the_record_and_a_fetch_that_fails_but_not_its_age() throws Exception {
        StsPolicies policies = policies();
        zones.with("_mta-sts.y.test. TXT \"v=STSv1; id=1;\"");
        host.answering("200 OK", "text/plain", POLICY);
        policies.of("y.test");
        zones.clear();
        Optional<StsPolicy> withoutRecord = policies.of("y.test");
        zones.with("_mta-sts.y.test. TXT \"v=STSv1; id=2;\"");
        host.answering("500 Oops", "text/plain", "");
        Optional<StsPolicy> withoutFetch = policies.of("y.test");
        policies.of("y.test");
        int fetches = host.requests().size();
        now = START.plus(Duration.ofDays(1));
        Optional<StsPolicy> old = policies.of("y.test");

        assertThat(mode(withoutRecord)).contains(Mode.ENFORCE);
        assertThat(mode(withoutFetch)).contains(Mode.ENFORCE);
        assertThat(fetches).isEqualTo(2);
        assertThat(old).isEmpty();
    }

    // CLI-063
    @Test
    void a_domain_without_record_is_not_asked() throws Exception {
        assertThat(policies().of("y.test")).isEmpty();
        assertThat(host.requests()).isEmpty();
    }

    // CLI-063
    @ParameterizedTest
    @CsvSource({"301 Moved,text/plain", "200 OK,text/html", "404 Gone,text/plain"})
    void what_is_not_a_plain_text_right_there_is_no_policy(String status, String type) throws Exception {
        StsPolicies policies = policies();
        zones.with("_mta-sts.y.test. TXT \"v=STSv1; id=1;\"");
        host.answering(status, type, POLICY);

        assertThat(policies.of("y.test")).isEmpty();
        assertThat(host.requests()).hasSize(1);
    }

    // CLI-063
    @Test
    void a_certificate_for_another_name_is_refused() throws Exception {
        StsPolicies policies = policies();
        zones.with("_mta-sts.z.test. TXT \"v=STSv1; id=1;\"");
        host.answering("200 OK", "text/plain", POLICY);

        assertThat(policies.of("z.test")).isEmpty();
    }

    private static Optional<ResultType> flaw(Promise promise) {
        return promise.flaw().map(Flaw::type);
    }

    // CLI-067: RFC 8460 §4.3.2.2
    @Test
    void what_keeps_a_policy_from_us_is_told_apart() throws Exception {
        StsPolicies policies = policies();
        zones.with("_mta-sts.y.test. TXT \"v=STSv1; id=1;\"\n_mta-sts.z.test. TXT \"v=STSv1; id=1;\"");
        host.answering("500 Oops", "text/plain", "");
        Optional<ResultType> unreachable = flaw(policies.promise("y.test"));
        Optional<ResultType> meanwhile = flaw(policies.promise("y.test"));
        now = START.plus(Duration.ofMinutes(6));
        host.answering("200 OK", "text/plain", "version: STSv1\r\nmode: maybe\r\nmax_age: 1\r\n");
        Optional<ResultType> nonsense = flaw(policies.promise("y.test"));
        Optional<ResultType> unproven = flaw(policies.promise("z.test"));
        now = START.plus(Duration.ofMinutes(12));
        host.answering("200 OK", "text/plain", POLICY);
        Promise good = policies.promise("y.test");

        assertThat(unreachable).contains(ResultType.STS_POLICY_FETCH_ERROR);
        assertThat(meanwhile).contains(ResultType.STS_POLICY_FETCH_ERROR);
        assertThat(nonsense).contains(ResultType.STS_POLICY_INVALID);
        assertThat(unproven).contains(ResultType.STS_WEBPKI_INVALID);
        assertThat(good.flaw()).isEmpty();
        assertThat(good.policy()).isPresent();
    }
}
