package io.github.smtpra.engine.tlsreport;

import io.github.smtpra.api.smtp.Mailbox;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What tests count, and when. */
final class TestDay {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    static final Reporter REPORTER =
            new Reporter(Mailbox.parse("tls@x.test"), Mailbox.parse("ask@x.test"), "The \"X\" \u2603", "mail.x.test");

    private TestDay() {}

    static Observation success(String domain) {
        return SessionTerms.ofDomain(domain).success();
    }

    static Observation expired(String domain, String helo) {
        AppliedPolicy policy = new AppliedPolicy(
                PolicyType.STS, List.of("version: STSv1", "mode: testing"), domain, List.of("*.y.test"));
        return new SessionTerms(domain, policy)
                .failure(
                        new Flaw(ResultType.CERTIFICATE_EXPIRED, "NotAfter: \"yesterday\""),
                        new Scene("192.0.2.1", "mx.y.test", helo, "2001:db8::1"));
    }

    static Observation unpublished(String domain) {
        return new Observation(
                domain,
                new AppliedPolicy(PolicyType.STS, List.of(), domain, List.of()),
                Optional.of(new Failure(new Flaw(ResultType.STS_POLICY_FETCH_ERROR, ""), Scene.nowhere())));
    }
}
