package io.github.smtpra.engine.tlsreport;

import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.api.smtp.ReversePath;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.random.RandomGenerator;

/** Counts sessions by days of UTC (RFC 8460 §4.1; CLI-067). Safe for use by many threads, and without locks. */
final class SessionCounts implements TlsTally {
    private static final int TOKEN_OCTETS = 6;

    private final Mailbox reporter;
    private final Clock clock;
    private final RandomGenerator random;
    private final ConcurrentNavigableMap<LocalDate, DayCounts> days = new ConcurrentSkipListMap<>();

    /** Counts by {@code clock} what is not mail from {@code reporter}. */
    SessionCounts(Mailbox reporter, Clock clock, RandomGenerator random) {
        this.reporter = reporter;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void count(ReversePath sender, Observation observation) {
        // RFC 8460 §3: sessions for reports stand in no report (CLI-067).
        if (sender.mailbox().filter(reporter::equals).isEmpty()) {
            day(today()).add(observation);
        }
    }

    private DayCounts day(LocalDate day) {
        DayCounts known = days.get(day);
        return known != null ? known : days.computeIfAbsent(day, key -> new DayCounts(key, token()));
    }

    private String token() {
        byte[] octets = new byte[TOKEN_OCTETS];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Takes in what an earlier process has counted. */
    void restore(DayCounts day) {
        days.put(day.day(), day);
    }

    /** All days of which something is known, the oldest first. */
    Collection<DayCounts> all() {
        return List.copyOf(days.values());
    }

    /** Those that are over, the oldest first. */
    Collection<DayCounts> over() {
        return List.copyOf(days.headMap(today()).values());
    }

    void remove(DayCounts day) {
        days.remove(day.day(), day);
    }
}
