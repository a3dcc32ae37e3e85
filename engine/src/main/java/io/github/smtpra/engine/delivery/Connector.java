package io.github.smtpra.engine.delivery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * Knows how hosts are connected to: their addresses race, and who did not answer a moment ago comes last. Safe for use by
 * many threads; lives as long as the service.
 */
final class Connector {
    /** RFC 8305 §8: the recommended Connection Attempt Delay. */
    private static final Duration HEAD_START = Duration.ofMillis(250);

    private final ThreadFactory threads;
    private final AbsentPeers absent;

    Connector(ThreadFactory threads, AbsentPeers absent) {
        this.threads = threads;
        this.absent = absent;
    }

    /** Who did not answer. */
    AbsentPeers absent() {
        return absent;
    }

    /**
     * The race to {@code relay}, not begun.
     *
     * @throws IOException if it has no address
     */
    ConnectionRace race(Relay relay, Duration patience) throws IOException {
        List<InetSocketAddress> addresses = relay.addresses().list().stream()
                .map(address -> new InetSocketAddress(address, relay.port()))
                .toList();
        return new ConnectionRace(
                absent.presentFirst(addresses, address -> address),
                new ConnectionRace.Rules(HEAD_START, patience, threads, absent));
    }
}
