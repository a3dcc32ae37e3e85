package io.github.smtpra.engine.tlsreport;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * What a day's sessions for the mail of one domain have shown, and how far the report of it has come. Counting is safe for
 * use by many threads, and never waits; the progress is the desk's.
 */
final class DomainCounts {
    /** Hosts, addresses and texts of failures are the peer's to choose: more kinds are not told apart. */
    static final int MOST_KINDS = 200;

    private final Map<Observation, LongAdder> counts = new ConcurrentHashMap<>();
    private volatile Optional<Progress> progress = Optional.empty();

    /** Counts {@code sessions} of a kind; returns false, and does not, if there are too many kinds already. */
    boolean add(Observation kind, long sessions) {
        LongAdder adder = counts.get(kind);
        if (adder == null) {
            if (counts.size() >= MOST_KINDS) {
                return false;
            }
            adder = counts.computeIfAbsent(kind, key -> new LongAdder());
        }
        adder.add(sessions);
        return true;
    }

    /** The sessions of each kind. */
    Map<Observation, Long> counts() {
        return counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .sum()));
    }

    /** How far the report has come; empty as long as nobody has decided when it is due. */
    Optional<Progress> progress() {
        return progress;
    }

    boolean isDone(ReportTarget target) {
        return progress.filter(one -> one.done().contains(target.toString())).isPresent();
    }

    void progress(Progress next) {
        progress = Optional.of(next);
    }
}
