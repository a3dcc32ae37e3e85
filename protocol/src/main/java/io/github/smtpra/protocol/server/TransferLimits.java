package io.github.smtpra.protocol.server;

import java.time.Duration;

/**
 * How far a server goes along with what senders ask of it.
 *
 * @param leastDeliverBy the shortest time by which a mail must be delivered or given back (RFC 2852 §3); zero for any
 * @param maxPriority the highest priority, from -9 to 9, of mail from those who have not authenticated (RFC 6710 §4.1)
 * @param longestHold how long a mail may wait before it is sent (RFC 4865 §4), for submission only; zero for not at all
 */
public record TransferLimits(Duration leastDeliverBy, int maxPriority, Duration longestHold) {
    private static final int MAX_PRIORITY = 9;
    private static final long MAX_SECONDS = 999_999_999;

    /** Any time, no priority for strangers, and nothing waits. */
    public static final TransferLimits NONE = new TransferLimits(Duration.ZERO, 0, Duration.ZERO);

    /** Checks the ranges: times have nine digits at most. */
    public TransferLimits {
        if (isOutOfRange(leastDeliverBy) || isOutOfRange(longestHold) || Math.abs(maxPriority) > MAX_PRIORITY) {
            throw new IllegalArgumentException("a limit is out of range");
        }
    }

    private static boolean isOutOfRange(Duration time) {
        return time.isNegative() || time.toSeconds() > MAX_SECONDS;
    }
}
