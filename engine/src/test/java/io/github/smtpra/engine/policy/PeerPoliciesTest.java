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
        return policies.policy("y.test", host, 25, Optional.of(promise));
    }

    // CLI-064
    @Test
    void a_host_in_an_enforced_policy_must_prove_its_name() {
        assertThat(policy(Security.INSECURE, Mode.ENFORCE, "*.y.test"))
                .isEqualTo(new Protected(verified, Proof.PROVEN));
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
        assertThat(policy(Security.SECURE, Mode.ENFORCE, "mx.y.test")).isEqualTo(new Protected(verified, Proof.PROVEN));
    }
}
