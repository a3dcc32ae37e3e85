package io.github.smtpra.engine.authentication;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What the connection knows of a client.
 *
 * @param address where it connects from
 * @param certificate what it has shown in the TLS handshake, if that could be verified against the listener's trust store
 */
public record ClientFacts(InetSocketAddress address, Optional<X509Certificate> certificate) {}
