package io.github.smtpra.engine.tlsreport;

import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the sessions of a day have shown, by domain, until that is reported. Safe for use by many threads. */
final class DayCounts {
    /** Of more domains a day nothing is known. */
    static final int MOST_DOMAINS = 10_000;

    private final LocalDate day;
    private final String token;
    private final Map<String, DomainCounts> domains = new ConcurrentHashMap<>();
    private final LongAdder left = new LongAdder();
    private volatile boolean changed;

    /**
     * A day of which nothing is known.
     *
     * @param token what tells its reports from those of other servers
     */
    DayCounts(LocalDate day, String token) {
        this.day = day;
        this.token = token;
    }

    LocalDate day() {
        return day;
    }

    String token() {
        return token;
    }

    void add(Observation kind) {
        DomainCounts domain = domains.get(kind.domain());
        if (domain == null && domains.size() < MOST_DOMAINS) {
            domain = of(kind.domain());
        }
        if (domain == null || !domain.add(kind, 1)) {
            left.increment();
        } else if (!changed) {
            changed = true;
        }
    }

    /** What is known of {@code domain}, which is taken in if it is new. */
    DomainCounts of(String domain) {
        return domains.computeIfAbsent(domain, key -> new DomainCounts());
    }

    /** What is not reported yet. */
    Map<String, DomainCounts> domains() {
        return Map.copyOf(domains);
    }

    /** Forgets {@code domain}: it has its report, or wants none. */
    void remove(String domain) {
        domains.remove(domain);
        changed = true;
    }

    /** How many sessions were not counted since there were too many kinds of them. */
    long left() {
        return left.sum();
    }

    /** Something is to be written down. */
    void touch() {
        changed = true;
    }

    /** Whether something has changed since the last time that this was asked. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }
}
