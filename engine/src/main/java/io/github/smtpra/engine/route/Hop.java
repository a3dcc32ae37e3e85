package io.github.smtpra.engine.route;

/**
 * A host that a rule names.
 *
 * @param protocol what is spoken with it
 * @param host its name, or its address without brackets
 * @param port where it listens
 * @param tls how much protection it must offer; says nothing of {@link HopProtocol#SMTPS}, which is always verified
 */
public record Hop(HopProtocol protocol, String host, int port, TlsLevel tls) {}
