package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.protocol.client.ClientSettings;

/**
 * The host that takes all our mail.
 *
 * @param host its name, or address without brackets
 * @param port where it listens
 * @param tls how TLS with it is done, where {@code session} has TLS
 * @param session what is said to it in every session
 */
public record Relay(String host, int port, ClientTls tls, ClientSettings session) {
    /** Host and port, for logs. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }
}
