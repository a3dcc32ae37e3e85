package io.github.smtpra.engine.policy;

import io.github.smtpra.engine.tlsreport.AppliedPolicy;
import io.github.smtpra.engine.tlsreport.Flaw;
import io.github.smtpra.engine.tlsreport.PolicyType;
import io.github.smtpra.engine.tlsreport.SessionTerms;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a domain's policy.
 *
 * @param policy the one that holds, if there is one
 * @param flaw why it could not be had, the last time that it was fetched; there may be an older one all the same
 */
public record Promise(Optional<StsPolicy> policy, Optional<Flaw> flaw) {
    /** Nothing. */
    public static final Promise NONE = new Promise(Optional.empty(), Optional.empty());

    /** The policy in the words of a TLS report; one without text if there is none. */
    public AppliedPolicy applied(String domain) {
        return policy.map(one -> one.applied(domain))
                .orElseGet(() -> new AppliedPolicy(PolicyType.STS, List.of(), SessionTerms.ascii(domain), List.of()));
    }
}
