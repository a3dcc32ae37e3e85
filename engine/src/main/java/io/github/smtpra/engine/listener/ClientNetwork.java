package io.github.smtpra.engine.listener;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Whose connections are counted together: an IPv4 address, or an IPv6 network of 64 bits, which is what one customer has
 * at least (RFC 4291 §2.5.1).
 *
 * @param prefix the octets in question
 */
record ClientNetwork(long prefix) {
    static ClientNetwork of(InetAddress address) {
        ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
        return new ClientNetwork(address instanceof Inet6Address ? octets.getLong() : octets.getInt() & 0xffffffffL);
    }
}
