package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.engine.tlsreport.SessionTerms;
import io.github.smtpra.protocol.client.ClientSettings;
import java.util.Optional;

/**
 * A host that takes mail of ours.
 *
 * @param host its name, or address without brackets
 * @param port where it listens
 * @param tls how TLS with it is done, where {@code session} has TLS; it hears {@code host} as the name it is asked for
 * @param session what is said to it in every session
 * @param addresses where it is
 * @param terms what sessions with it are counted by; empty if they are not
 */
public record Relay(
        String host,
        int port,
        ClientTls tls,
        ClientSettings session,
        HostAddresses addresses,
        Optional<SessionTerms> terms) {
    /** A host that is where the system says. */
    public Relay(String host, int port, ClientTls tls, ClientSettings session) {
        this(host, port, tls, session, HostAddresses.ofSystem(host), SessionTerms.ofRelay(host));
    }

    /** This host for other sessions. */
    Relay with(ClientTls otherTls, ClientSettings otherSession) {
        return new Relay(host, port, otherTls, otherSession, addresses, terms);
    }

    /** Host and port, for logs. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }
}
