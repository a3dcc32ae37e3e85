package io.github.smtpra.engine.tlsreport;

import io.github.smtpra.api.smtp.DomainSyntax;
import java.util.Locale;
import java.util.Optional;

/**
 * What sessions with a host are judged by, and who is told.
 *
 * @param domain the domain whose mail the host takes, in lower case and US-ASCII
 * @param policy the policy
 * @param flaw what is wrong whatever a session shows
 * @param rehearsal finds what would have been wrong
 */
public record SessionTerms(String domain, AppliedPolicy policy, Optional<Flaw> flaw, Rehearsal rehearsal) {
    /** Terms of sessions that go by {@code policy} alone. */
    public SessionTerms(String domain, AppliedPolicy policy) {
        this(domain, policy, Optional.empty(), Rehearsal.NONE);
    }

    /** These terms for sessions that can not be right. */
    public SessionTerms with(Flaw other) {
        return new SessionTerms(domain, policy, Optional.of(other), rehearsal);
    }

    /** These terms for sessions that are looked at by {@code other} when they stand. */
    public SessionTerms with(Rehearsal other) {
        return new SessionTerms(domain, policy, flaw, other);
    }

    /** Terms of a host that a setting names: its own name is who is told (RFC 8460 §1.1); empty for an address. */
    public static Optional<SessionTerms> ofRelay(String host) {
        boolean named = DomainSyntax.isDomain(host) && !host.matches("[0-9.]+");
        return named ? Optional.of(ofDomain(host)) : Optional.empty();
    }

    /** Terms where no policy is known. */
    public static SessionTerms ofDomain(String domain) {
        String ascii = ascii(domain);
        return new SessionTerms(ascii, AppliedPolicy.none(ascii));
    }

    /** {@code domain} as it is told (RFC 8460 §4.4: A-labels, no U-labels). */
    public static String ascii(String domain) {
        return DomainSyntax.toAscii(domain).toLowerCase(Locale.ROOT);
    }

    /** A session that was as it should be. */
    public Observation success() {
        return new Observation(domain, policy, Optional.empty());
    }

    /** A session that was not. */
    public Observation failure(Flaw what, Scene where) {
        return new Observation(domain, policy, Optional.of(new Failure(what, where)));
    }
}
