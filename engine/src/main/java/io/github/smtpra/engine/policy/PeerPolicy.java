package io.github.smtpra.engine.policy;

import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.engine.tlsreport.SessionTerms;

/** How a host is to be spoken with. */
public sealed interface PeerPolicy {
    /** What sessions with it are judged by when they are reported (RFC 8460; CLI-067). */
    SessionTerms terms();

    /** As the route says. */
    record AsConfigured(SessionTerms terms) implements PeerPolicy {}

    /**
     * Under TLS, done like this, and not otherwise.
     *
     * @param tls how
     * @param proof whether it shows that the host is the right one
     */
    record Protected(ClientTls tls, Proof proof, SessionTerms terms) implements PeerPolicy {}

    /** Not at all, for now. */
    record Forbidden(String reason, SessionTerms terms) implements PeerPolicy {}

    /** What TLS shows of a host. */
    enum Proof {
        /** That it is the right one. */
        PROVEN,
        /** Nothing. */
        UNPROVEN
    }
}
