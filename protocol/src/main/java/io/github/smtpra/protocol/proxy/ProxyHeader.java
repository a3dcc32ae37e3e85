package io.github.smtpra.protocol.proxy;

import io.github.smtpra.protocol.grammar.NetworkAddress;

/** What the header of the PROXY protocol says. */
public sealed interface ProxyHeader {
    /**
     * The connection is made for a client.
     *
     * @param source the client's address
     * @param port the client's port
     */
    record Relayed(NetworkAddress source, int port) implements ProxyHeader {}

    /** The proxy speaks for itself, or does not know for whom: its own address counts. */
    record Direct() implements ProxyHeader {}
}
