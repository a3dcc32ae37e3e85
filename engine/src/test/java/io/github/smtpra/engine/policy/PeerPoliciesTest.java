package io.github.smtpra.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.dns.Answer.Security;
import io.github.smtpra.engine.dns.TestDns;
import io.github.smtpra.engine.dns.ZoneServer;
import io.github.smtpra.engine.policy.PeerPolicy.AsConfigured;
import io.github.smtpra.engine.policy.PeerPolicy.Forbidden;
import io.github.smtpra.engine.policy.PeerPolicy.Proof;
import io.github.smtpra.engine.policy.PeerPolicy.Protected;
import io.github.smtpra.engine.policy.StsPolicy.Mode;
import io.github.smtpra.engine.route.MailHost;
import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.engine.tls.ClientTrust;
import io.github.smtpra.engine.tlsreport.AppliedPolicy;
import io.github.smtpra.engine.tlsreport.Flaw;
import io.github.smtpra.engine.tlsreport.PolicyType;
import io.github.smtpra.engine.tlsreport.ResultType;
import io.github.smtpra.engine.tlsreport.SessionTerms;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeerPoliciesTest {
    private static final String SHA_256 = "ab".repeat(32);

    private final ZoneServer zones;
    private final ClientTls verified = ClientTls.verified(ClientTrust.ofJava());

    PeerPoliciesTest() throws IOException {
        zones = new ZoneServer().vouching();
    }

    @AfterEach
    void close() throws IOException {
        zones.close();
    }

    private PeerPolicy policy(Security security, Mode mode, String pattern) {
        MailHost host = new MailHost("mx.y.test", List.of(InetAddress.getLoopbackAddress()), security);
        StsPolicy promise = new StsPolicy(mode, List.of(pattern), Duration.ofDays(1));
        PeerPolicies policies =
                new PeerPolicies(TestDns.of(zones, "dnssec", "trust-server"), Optional.empty(), verified);
        return policies.policy("y.test", host, 25, new Promise(Optional.of(promise), Optional.empty()));
    }

    // CLI-064
    @Test
    void a_host_in_an_enforced_policy_must_prove_its_name() {
        requireVerified(policy(Security.INSECURE, Mode.ENFORCE, "*.y.test"));
    }

    // CLI-064
    @Test
    void a_host_that_is_not_in_an_enforced_policy_gets_no_mail() {
        assertThat(policy(Security.INSECURE, Mode.ENFORCE, "other.test")).isInstanceOf(Forbidden.class);
    }

    // CLI-064
    @Test
    void a_policy_that_is_tested_or_none_changes_nothing() {
        assertThat(policy(Security.INSECURE, Mode.TESTING, "other.test")).isInstanceOf(AsConfigured.class);
        assertThat(policy(Security.INSECURE, Mode.NONE, "other.test")).isInstanceOf(AsConfigured.class);
    }

    // CLI-065
    @Test
    void the_keys_of_the_dns_come_before_the_policy() {
        zones.with("_25._tcp.mx.y.test. TLSA 3 1 1 " + SHA_256);
        PeerPolicy policy = policy(Security.SECURE, Mode.ENFORCE, "other.test");

        assertThat(policy).isInstanceOfSatisfying(Protected.class, shielded -> assertThat(shielded.tls())
                .isNotSameAs(verified));
    }

    // CLI-065
    @Test
    void without_keys_a_proven_host_follows_the_policy() {
        requireVerified(policy(Security.SECURE, Mode.ENFORCE, "mx.y.test"));
    }

    private void requireVerified(PeerPolicy policy) {
        assertThat(policy).isInstanceOfSatisfying(Protected.class, shielded -> {
            assertThat(shielded.tls()).isSameAs(verified);
            assertThat(shielded.proof()).isEqualTo(Proof.PROVEN);
        });
    }

    // CLI-067: RFC 8460 §4.4
    @Test
    void a_promise_is_told_with_its_text_and_its_hosts() {
        SessionTerms terms = policy(Security.INSECURE, Mode.ENFORCE, "*.y.test").terms();

        assertThat(terms.flaw()).isEmpty();
        assertThat(terms.policy())
                .isEqualTo(new AppliedPolicy(
                        PolicyType.STS,
                        List.of("version: STSv1", "mode: enforce", "mx: *.y.test", "max_age: 86400"),
                        "y.test",
                        List.of("*.y.test")));
    }

    // CLI-067: RFC 8461 §5: also where the policy is only tested
    @Test
    void a_host_that_the_promise_does_not_name_is_told() {
        for (Mode mode : List.of(Mode.ENFORCE, Mode.TESTING)) {
            SessionTerms terms = policy(Security.INSECURE, mode, "other.test").terms();

            assertThat(terms.flaw().map(Flaw::type)).contains(ResultType.VALIDATION_FAILURE);
            assertThat(terms.policy().type()).isEqualTo(PolicyType.STS);
        }
    }

    // CLI-067: RFC 8460 §4.4
    @Test
    void keys_are_told_as_zone_files_have_them() {
        zones.with("_25._tcp.mx.y.test. TLSA 3 1 1 " + SHA_256);

        assertThat(policy(Security.SECURE, Mode.NONE, "x").terms().policy())
                .isEqualTo(AppliedPolicy.keys("mx.y.test", List.of("3 1 1 " + SHA_256)));
    }

    // CLI-067
    @Test
    void where_there_is_neither_that_is_told() {
        assertThat(policy(Security.INSECURE, Mode.NONE, "x").terms().policy()).isEqualTo(AppliedPolicy.none("y.test"));
    }
}
