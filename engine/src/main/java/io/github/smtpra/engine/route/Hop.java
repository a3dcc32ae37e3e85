package io.github.smtpra.engine.route;

import java.util.Optional;

/**
 * A host that a rule names.
 *
 * @param protocol what is spoken with it
 * @param host its name, or its address without brackets
 * @param port where it listens
 * @param tls how much protection it must offer; says nothing of {@link HopProtocol#SMTPS}, which is always verified
 * @param account the name of the credentials that it gets, in lower case
 */
public record Hop(HopProtocol protocol, String host, int port, TlsLevel tls, Optional<String> account) {
    /** A host that gets no credentials. */
    public Hop(HopProtocol protocol, String host, int port, TlsLevel tls) {
        this(protocol, host, port, tls, Optional.empty());
    }
}
