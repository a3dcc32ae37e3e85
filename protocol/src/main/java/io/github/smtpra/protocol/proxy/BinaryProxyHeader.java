package io.github.smtpra.protocol.proxy;

import io.github.smtpra.protocol.grammar.NetworkAddress;
import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Arrays;
import java.util.Set;

/**
 * Version 2 of the header, in octets (PROXY protocol §2.2; SRV-300): 12 of signature, version and command, family, two of
 * length, then addresses, ports and whatever proxies add.
 */
final class BinaryProxyHeader {
    private static final int VERSION_AND_COMMAND = 12;
    private static final int FAMILY = 13;
    private static final int ADDRESSES = 16;
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int UNSPECIFIED = 0x00;
    private static final int TCP_OVER_IPV4 = 0x11;
    private static final int TCP_OVER_IPV6 = 0x21;

    /** Datagrams, and sockets of one host. */
    private static final Set<Integer> OTHERS = Set.of(0x12, 0x22, 0x31, 0x32);

    private BinaryProxyHeader() {}

    /** What the complete header says. */
    static ProxyHeader parse(byte[] header) throws SyntaxException {
        return switch (header[VERSION_AND_COMMAND]) {
            case LOCAL -> new ProxyHeader.Direct(); // A health check, say; the addresses do not count.
            case PROXY -> relayed(header);
            default -> throw new SyntaxException("The PROXY header has another version or command");
        };
    }

    private static ProxyHeader relayed(byte[] header) throws SyntaxException {
        return switch (header[FAMILY]) {
            case TCP_OVER_IPV4 -> relayed(header, 4);
            case TCP_OVER_IPV6 -> relayed(header, 16);
            default -> direct(header[FAMILY]);
        };
    }

    /** What is valid and not known here counts as unspecified (PROXY protocol §2.2). */
    private static ProxyHeader direct(int family) throws SyntaxException {
        if (family != UNSPECIFIED && !OTHERS.contains(family)) {
            throw new SyntaxException("The PROXY header names a family that there is not");
        }
        return new ProxyHeader.Direct();
    }

    /** Source, destination, source port, destination port. */
    private static ProxyHeader relayed(byte[] header, int width) throws SyntaxException {
        int port = ADDRESSES + 2 * width;
        if (header.length < port + 4) {
            throw new SyntaxException("The PROXY header is shorter than its addresses");
        }
        byte[] source = Arrays.copyOfRange(header, ADDRESSES, ADDRESSES + width);
        return new ProxyHeader.Relayed(NetworkAddress.of(source), (header[port] & 0xff) << 8 | header[port + 1] & 0xff);
    }
}
