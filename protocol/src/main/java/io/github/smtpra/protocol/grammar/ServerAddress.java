package io.github.smtpra.protocol.grammar;

/**
 * The address of a server as its client has reached it, perhaps that of a proxy before it.
 *
 * @param address the address
 * @param port the port; 0 if it is not known
 */
public record ServerAddress(NetworkAddress address, int port) {}
