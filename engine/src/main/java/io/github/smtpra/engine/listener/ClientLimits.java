package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.server.Replies;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one client network may have of a listener: so many connections at once, and so many in a minute. Safe for use by
 * many threads; memory grows with the connections that are open, not with the clients that were here.
 */
final class ClientLimits {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int maxAtOnce;
    private final int maxPerMinute;
    private final @Nullable RateWindow rate;
    private final ConcurrentHashMap<ClientNetwork, Integer> open = new ConcurrentHashMap<>();

    ClientLimits(ListenerSettings.Limits limits, LongSupplier nanoTime) {
        this.maxAtOnce = limits.maxConnectionsPerClient();
        this.maxPerMinute = limits.maxConnectionsPerMinute();
        this.rate = maxPerMinute > 0 ? new RateWindow(MINUTE, nanoTime) : null;
    }

    /** Why {@code client} may not come in (OPS-003); if it may, it is counted until it {@linkplain #left leaves}. */
    Optional<Reply> enter(InetAddress client) {
        ClientNetwork network = ClientNetwork.of(client);
        if (rate != null && rate.count(network.prefix()) > maxPerMinute) {
            return Optional.of(Replies.TOO_FAST);
        }
        if (open.merge(network, 1, Integer::sum) > maxAtOnce) {
            left(client);
            return Optional.of(Replies.TOO_MANY_CONNECTIONS);
        }
        return Optional.empty();
    }

    void left(InetAddress client) {
        open.computeIfPresent(ClientNetwork.of(client), (network, count) -> count == 1 ? null : count - 1);
    }
}
