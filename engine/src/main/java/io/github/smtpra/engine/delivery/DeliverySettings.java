package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.route.RouteSettings;
import io.github.smtpra.engine.settings.HostName;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.engine.tlsreport.TlsReportSettings;
import io.github.smtpra.outbox.RetrySchedule;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How mail is delivered. Shows no password.
 *
 * @param hostName our own name, for EHLO and in reports
 * @param roads where mail goes
 * @param schedule when what failed is tried again
 * @param sessions how many sessions, and for how long
 * @param paces how fast it may go
 * @param timeouts how long a peer may take
 * @param notices what senders are told
 * @param tlsReports how domains are told of the TLS of their hosts, if they are
 */
public record DeliverySettings(
        String hostName,
        Roads roads,
        RetrySchedule schedule,
        Sessions sessions,
        Paces paces,
        Timeouts timeouts,
        Notices notices,
        Optional<TlsReportSettings> tlsReports) {
    /**
     * What senders are told.
     *
     * @param delayAfter the age at which a mail on its way is reported; zero for never
     * @param perHour how many reports of failures a sender gets in an hour
     */
    public record Notices(Duration delayAfter, int perHour) {
        /** After four hours; a thousand. */
        public static final Notices STANDARD = new Notices(Duration.ofHours(4), Reports.Rules.STANDARD_LIMIT);
    }

    /** Settings without TLS reports. */
    public DeliverySettings(
            String hostName,
            Roads roads,
            RetrySchedule schedule,
            Sessions sessions,
            Paces paces,
            Timeouts timeouts,
            Notices notices) {
        this(hostName, roads, schedule, sessions, paces, timeouts, notices, Optional.empty());
    }

    /** Settings with the usual notices, and without TLS reports. */
    DeliverySettings(
            String hostName, Roads roads, RetrySchedule schedule, Sessions sessions, Paces paces, Timeouts timeouts) {
        this(hostName, roads, schedule, sessions, paces, timeouts, Notices.STANDARD, Optional.empty());
    }

    /**
     * The sessions with hosts.
     *
     * @param max how many at a time with one destination
     * @param inAll how many at a time with all
     * @param idle how long one stays open for the next mail
     * @param closing how long those that wait for the reply to the final dot have when the service is closed
     */
    public record Sessions(int max, int inAll, Duration idle, Duration closing) {
        /** Four sessions with each, a hundred in all, ten seconds each way. */
        public static final Sessions STANDARD = new Sessions(4, 100, Duration.ofSeconds(10), Duration.ofSeconds(10));

        /** Sessions without a limit in all. */
        public Sessions(int max, Duration idle, Duration closing) {
            this(max, Integer.MAX_VALUE, idle, closing);
        }
    }

    /**
     * How fast mail may go.
     *
     * @param toEach the time between two mails to the same destination; zero for none
     * @param inAll the time between two mails
     */
    public record Paces(Duration toEach, Duration inAll) {
        /** As fast as it goes. */
        public static final Paces UNLIMITED = new Paces(Duration.ZERO, Duration.ZERO);
    }

    /**
     * What the properties say: {@code hostName}, {@code relayHost}, {@code relayPort}, {@code relayTls},
     * {@code relayTrustStore}, {@code relayTrustStorePassword}, {@code relayCertificates}, {@code relayUser},
     * {@code relayPassword}, {@code relayPasswordInTheClear}, {@code relaySessions}, {@code sessionsInAll}, {@code routes},
     * {@code mxTls}, {@code mxPort}, {@code reservedDomains}, {@code dns...}, {@code destinationPace}, {@code pace},
     * {@code tlsReport...}, {@code delayNoticeAfter}, {@code reportsPerHour}, {@code mtaSts},
     * {@code retryFirst}, {@code retryLongest}, {@code giveUpAfter}, {@code connectTimeout}, {@code peer...}. Reads the
     * files that they name.
     *
     * @throws InvalidSettingException for a value that can not be used
     */
    public static DeliverySettings from(Settings settings) {
        String hostName = HostName.of(settings);
        return new DeliverySettings(
                hostName,
                new RoadSettings(settings, hostName).roads(),
                schedule(settings),
                sessions(settings),
                paces(settings),
                new TimeoutSettings(settings).timeouts(),
                notices(settings),
                tlsReports(settings, hostName));
    }

    private static Notices notices(Settings settings) {
        Notices standard = Notices.STANDARD;
        return new Notices(
                settings.duration("delayNoticeAfter", standard.delayAfter(), Duration.ZERO, Duration.ofDays(30)),
                settings.integer("reportsPerHour", standard.perHour(), 1, 1_000_000));
    }

    private static Optional<TlsReportSettings> tlsReports(Settings settings, String hostName) {
        Optional<TlsReportSettings> read =
                TlsReportSettings.from(settings, hostName, new RelaySettings(settings, hostName)::trust);
        Set<String> names = RouteSettings.routes(settings).named().keySet();
        read.flatMap(TlsReportSettings::route)
                .filter(name -> !names.contains(name))
                .ifPresent(name -> {
                    throw new InvalidSettingException(
                            "tlsReportRoute", name, "a name of the property routes: " + names);
                });
        return read;
    }

    /** The relay that is tried first, if there is one. */
    Optional<Relay> relay() {
        return roads.relays().stream().findFirst();
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
        int max = settings.integer("relaySessions", standard.max(), 1, 1000);
        int inAll = settings.integer("sessionsInAll", Math.max(max, standard.inAll()), 1, 100_000);
        return new Sessions(max, inAll, standard.idle(), standard.closing());
    }

    private static Paces paces(Settings settings) {
        return new Paces(pace(settings, "destinationPace"), pace(settings, "pace"));
    }

    private static Duration pace(Settings settings, String name) {
        return settings.duration(name, Duration.ZERO, Duration.ZERO, Duration.ofHours(1));
    }
}
