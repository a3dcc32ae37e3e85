package io.github.smtpra.engine.delivery;

import io.github.smtpra.protocol.client.Phase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long each step of a delivery may take: absolute times, which no octet now and then prolongs.
 *
 * @param connect for one address of the relay
 * @param handshake for TLS
 * @param block for writing one block, of commands or of content
 * @param replies for each reply, from the end of the write to the end of the reply
 */
public record Timeouts(Duration connect, Duration handshake, Duration block, Map<Phase, Duration> replies) {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** What RFC 5321 §4.5.3.2 asks for (CLI-007), and what is usual where it says nothing. */
    public static final Timeouts STANDARD = new Timeouts(
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(3),
            Map.of(
                    Phase.DATA, Duration.ofMinutes(2),
                    Phase.FINAL_DOT, Duration.ofMinutes(10),
                    Phase.QUIT, Duration.ofSeconds(5)));

    /** Copies; five minutes for each reply that {@code replies} leaves out (RFC 5321 §4.5.3.2.1 to §4.5.3.2.3). */
    public Timeouts {
        Map<Phase, Duration> all = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            all.put(phase, replies.getOrDefault(phase, FIVE_MINUTES));
        }
        replies = Map.copyOf(all);
    }

    /** The time for the reply of {@code phase}. */
    public Duration reply(Phase phase) {
        return replies.getOrDefault(phase, FIVE_MINUTES);
    }
}
