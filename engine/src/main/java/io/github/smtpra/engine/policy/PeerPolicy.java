package io.github.smtpra.engine.policy;

import io.github.smtpra.engine.tls.ClientTls;

/** How a host is to be spoken with. */
public sealed interface PeerPolicy {
    /** As the route says. */
    record AsConfigured() implements PeerPolicy {}

    /**
     * Under TLS, done like this, and not otherwise.
     *
     * @param tls how
     * @param proof whether it shows that the host is the right one
     */
    record Protected(ClientTls tls, Proof proof) implements PeerPolicy {}

    /** Not at all, for now. */
    record Forbidden(String reason) implements PeerPolicy {}

    /** What TLS shows of a host. */
    enum Proof {
        /** That it is the right one. */
        PROVEN,
        /** Nothing. */
        UNPROVEN
    }
}
