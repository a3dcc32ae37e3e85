package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.protocol.client.Phase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Reads how long peers may take: {@code connectTimeout} and those properties that begin with {@code peer} (RFC 5321
 * §4.5.3.2: times are to be configured easily; CLI-007).
 *
 * @param settings what is set
 */
record TimeoutSettings(Settings settings) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** The times; those of {@link Timeouts#STANDARD} where nothing is set. */
    Timeouts timeouts() {
        Timeouts standard = Timeouts.STANDARD;
        return new Timeouts(
                settings.duration("connectTimeout", standard.connect(), SHORTEST, Duration.ofMinutes(10)),
                time("peerHandshakeTimeout", standard.handshake()),
                time("peerBlockTimeout", standard.block()),
                replies());
    }

    private Map<Phase, Duration> replies() {
        Map<Phase, Duration> replies = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            replies.put(phase, time(property(phase), Timeouts.STANDARD.reply(phase)));
        }
        return replies;
    }

    /** Those that the RFC names have one each; what it says nothing of shares one. */
    private static String property(Phase phase) {
        return switch (phase) {
            case GREETING -> "peerGreetingTimeout";
            case HELLO, STARTTLS, AUTH, RESET, CHUNK -> "peerCommandTimeout";
            case MAIL -> "peerMailTimeout";
            case RECIPIENT -> "peerRecipientTimeout";
            case DATA -> "peerDataTimeout";
            case FINAL_DOT -> "peerFinalDotTimeout";
            case QUIT -> "peerQuitTimeout";
        };
    }

    private Duration time(String property, Duration standard) {
        return settings.duration(property, standard, SHORTEST, LONGEST);
    }
}
