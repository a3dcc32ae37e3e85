package io.github.smtpra.engine.listener;

import io.github.smtpra.protocol.grammar.NetworkAddress;
import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.grammar.XclientAttributes;
import io.github.smtpra.protocol.proxy.ProxyHeader;
import io.github.smtpra.protocol.proxy.ProxyHeaderReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Who the client is where a trusted peer speaks for it: by the PROXY protocol (SRV-300) or by XCLIENT (SRV-301). */
final class ProxiedClient {
    private static final int LONGEST_READ = 4096;

    private ProxiedClient() {}

    /**
     * Reads the PROXY header, and no octet more: what follows may be a TLS handshake.
     *
     * @param in what {@code peer} sends
     * @return the client that the header names, or {@code peer}
     * @throws IOException if there is no header, or a bad one
     */
    static InetSocketAddress byHeader(InputStream in, InetSocketAddress peer) throws IOException {
        try {
            ProxyHeader header = read(in);
            return header instanceof ProxyHeader.Relayed relayed
                    ? socketAddress(relayed.source(), relayed.port())
                    : peer;
        } catch (SyntaxException e) {
            throw new IOException(e.why() + ", from " + peer, e);
        }
    }

    private static ProxyHeader read(InputStream in) throws IOException, SyntaxException {
        ProxyHeaderReader reader = new ProxyHeaderReader();
        byte[] octets = new byte[LONGEST_READ];
        for (int wanted = reader.wanted(); wanted > 0; wanted = reader.wanted()) {
            int length = in.read(octets, 0, wanted);
            if (length < 0) {
                throw new EOFException("the connection ended in its PROXY header");
            }
            reader.take(octets, length);
        }
        return reader.header();
    }

    /** An address as Java has it; without a name. */
    static InetSocketAddress socketAddress(NetworkAddress address, int port) {
        return new InetSocketAddress(inet(Optional.empty(), address.octets()), port);
    }

    private static InetAddress inet(Optional<String> name, byte[] octets) {
        try {
            return name.isPresent() ? InetAddress.getByAddress(name.get(), octets) : InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets", e);
        }
    }

    /** {@code client} with what XCLIENT says of it; a name it has only from there. */
    static InetSocketAddress byXclient(XclientAttributes attributes, InetSocketAddress client) {
        byte[] octets = attributes.address().map(address -> address.octets()).orElseGet(() -> client.getAddress()
                .getAddress());
        return new InetSocketAddress(
                inet(attributes.name(), octets), attributes.port().orElse(client.getPort()));
    }
}
