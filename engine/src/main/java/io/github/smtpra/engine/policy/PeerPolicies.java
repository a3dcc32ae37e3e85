package io.github.smtpra.engine.policy;

import io.github.smtpra.engine.dns.Answer;
import io.github.smtpra.engine.dns.Answer.Security;
import io.github.smtpra.engine.dns.CertificateAssociation;
import io.github.smtpra.engine.dns.Dns;
import io.github.smtpra.engine.policy.PeerPolicy.AsConfigured;
import io.github.smtpra.engine.policy.PeerPolicy.Forbidden;
import io.github.smtpra.engine.policy.PeerPolicy.Proof;
import io.github.smtpra.engine.policy.PeerPolicy.Protected;
import io.github.smtpra.engine.policy.StsPolicy.Mode;
import io.github.smtpra.engine.route.MailHost;
import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.engine.tlsreport.AppliedPolicy;
import io.github.smtpra.engine.tlsreport.Flaw;
import io.github.smtpra.engine.tlsreport.ResultType;
import io.github.smtpra.engine.tlsreport.SessionTerms;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * Decides how hosts that the DNS names are to be spoken with: by their keys in the DNS where it proves them, else by the
 * policy of the domain, else as configured (RFC 7672 §2.2, RFC 8461 §2: DANE first; CLI-065). Waits for the DNS. Safe for
 * use by many threads.
 */
public final class PeerPolicies {
    private static final Logger LOG = System.getLogger("io.github.smtpra.policy");

    private static final int MOST_KEYS = 50;
    private static final Flaw NO_KEY = new Flaw(ResultType.TLSA_INVALID, "no TLSA record is of use");

    private final Dns dns;
    private final Optional<StsPolicies> promises;
    private final ClientTls verified;

    /**
     * Decides by {@code dns} and, if there are, {@code promises}.
     *
     * @param verified TLS with hosts that prove their name
     */
    public PeerPolicies(Dns dns, Optional<StsPolicies> promises, ClientTls verified) {
        this.dns = dns;
        this.promises = promises;
        this.verified = verified;
    }

    /** What {@code domain} promises of its hosts, if anything. */
    public Promise promise(String domain) {
        return promises.filter(all -> !domain.startsWith("["))
                .map(all -> all.promise(domain))
                .orElse(Promise.NONE);
    }

    /**
     * How {@code host} is to be spoken with.
     *
     * @param domain whose mail it takes
     * @param port where
     * @param promise what the domain promises
     */
    public PeerPolicy policy(String domain, MailHost host, int port, Promise promise) {
        // RFC 7672 §2.2.1: only where DNSSEC proves the host and its address.
        return host.security() == Security.SECURE
                ? byKeys(domain, host, port).orElseGet(() -> byPromise(domain, host, promise))
                : byPromise(domain, host, promise);
    }

    private Optional<PeerPolicy> byKeys(String domain, MailHost host, int port) {
        Answer<CertificateAssociation> answer = dns.certificateAssociations("_" + port + "._tcp." + host.name());
        if (answer.isFailed()) {
            // RFC 7672 §2.1.2: whoever keeps the answer from us must not gain clear text by that (CLI-065).
            SessionTerms terms = keyTerms(domain, host, List.of())
                    .with(new Flaw(ResultType.DNSSEC_INVALID, "the TLSA records can not be had"));
            return Optional.of(new Forbidden(answer.detail(), terms));
        }
        return answer.isFound() && answer.isSecure()
                ? Optional.of(byKeys(domain, host, answer.values()))
                : Optional.empty();
    }

    private static SessionTerms keyTerms(String domain, MailHost host, List<CertificateAssociation> keys) {
        List<String> records =
                keys.stream().limit(MOST_KEYS).map(Associations::text).toList();
        return new SessionTerms(
                SessionTerms.ascii(domain), AppliedPolicy.keys(SessionTerms.ascii(host.name()), records));
    }

    private static PeerPolicy byKeys(String domain, MailHost host, List<CertificateAssociation> keys) {
        List<CertificateAssociation> usable =
                keys.stream().filter(Associations::isUsable).toList();
        SessionTerms terms = keyTerms(domain, host, keys);
        // RFC 7672 §2.2: where none is of use, TLS is still what the host has promised (CLI-065).
        return usable.isEmpty()
                ? new Protected(ClientTls.unverified(), Proof.UNPROVEN, terms.with(NO_KEY))
                : new Protected(
                        ClientTls.trusting(new DaneTrust(usable, List.of(host.name(), domain))), Proof.PROVEN, terms);
    }

    /** RFC 8461 §4, §5 (CLI-064). */
    private PeerPolicy byPromise(String domain, MailHost host, Promise promise) {
        Mode mode = promise.policy().map(StsPolicy::mode).orElse(Mode.NONE);
        if (mode == Mode.NONE) {
            return new AsConfigured(SessionTerms.ofDomain(domain));
        }
        StsPolicy policy = promise.policy().orElseThrow();
        boolean named = policy.names(host.name());
        SessionTerms terms = new SessionTerms(SessionTerms.ascii(domain), policy.applied(domain));
        Flaw unnamed = new Flaw(ResultType.VALIDATION_FAILURE, "the policy does not name the MX");
        if (mode == Mode.ENFORCE) {
            return named
                    ? new Protected(verified, Proof.PROVEN, terms)
                    : new Forbidden(host.name() + " is not in the MTA-STS policy of " + domain, terms.with(unnamed));
        }
        if (!named) {
            LOG.log(Level.INFO, host.name() + " is not in the MTA-STS policy of " + domain + ", which is being tested");
        }
        return new AsConfigured(named ? terms.with(new StsRehearsal(verified, host.name())) : terms.with(unnamed));
    }
}
