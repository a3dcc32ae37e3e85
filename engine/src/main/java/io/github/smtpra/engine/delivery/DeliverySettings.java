package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.settings.HostName;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.RetrySchedule;
import java.time.Duration;
import java.util.Optional;

/**
 * How mail is delivered. Shows no password.
 *
 * @param hostName our own name, for EHLO and in reports
 * @param relay who takes the mail; empty: it waits in the outbox
 * @param schedule when what failed is tried again
 * @param sessions how many sessions, and for how long
 * @param timeouts how long a peer may take
 */
public record DeliverySettings(
        String hostName, Optional<Relay> relay, RetrySchedule schedule, Sessions sessions, Timeouts timeouts) {
    /**
     * The sessions with the relay.
     *
     * @param max how many at a time
     * @param idle how long one stays open for the next mail
     * @param closing how long those that wait for the reply to the final dot have when the service is closed
     */
    public record Sessions(int max, Duration idle, Duration closing) {
        /** Four sessions, ten seconds each way. */
        public static final Sessions STANDARD = new Sessions(4, Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    /**
     * What the properties say: {@code hostName}, {@code relayHost}, {@code relayPort}, {@code relayTls},
     * {@code relayTrustStore}, {@code relayTrustStorePassword}, {@code relayCertificates}, {@code relayUser},
     * {@code relayPassword}, {@code relayPasswordInTheClear}, {@code relaySessions}, {@code retryFirst},
     * {@code retryLongest}, {@code giveUpAfter}, {@code connectTimeout}. Reads the files that they name.
     *
     * @throws InvalidSettingException for a value that can not be used
     */
    public static DeliverySettings from(Settings settings) {
        String hostName = HostName.of(settings);
        return new DeliverySettings(
                hostName,
                new RelaySettings(settings, hostName).relay(),
                schedule(settings),
                sessions(settings),
                timeouts(settings));
    }

    private static RetrySchedule schedule(Settings settings) {
        RetrySchedule standard = RetrySchedule.STANDARD;
        Duration second = Duration.ofSeconds(1);
        Duration day = Duration.ofDays(1);
        Duration first = settings.duration("retryFirst", standard.first(), second, day);
        Duration longestFallback = first.compareTo(standard.longest()) < 0 ? standard.longest() : first;
        Duration longest = settings.duration("retryLongest", longestFallback, first, day);
        Duration giveUpAfter =
                settings.duration("giveUpAfter", standard.giveUpAfter(), Duration.ZERO, Duration.ofDays(30));
        return new RetrySchedule(first, standard.factor(), longest, standard.jitter(), giveUpAfter);
    }

    private static Sessions sessions(Settings settings) {
        Sessions standard = Sessions.STANDARD;
        return new Sessions(
                settings.integer("relaySessions", standard.max(), 1, 1000), standard.idle(), standard.closing());
    }

    private static Timeouts timeouts(Settings settings) {
        Timeouts standard = Timeouts.STANDARD;
        return standard.withConnect(settings.duration(
                "connectTimeout", standard.connect(), Duration.ofMillis(100), Duration.ofMinutes(10)));
    }
}
