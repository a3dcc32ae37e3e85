package io.github.smtpra.engine.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers who did not answer, host or address, for a time that grows with each failure: others are tried before (RFC 5321
 * §4.5.4.1, a list of hosts that can not be reached; CLI-049). Nobody is left out: where all are away, the first is as good
 * as any. Safe for use by many threads; its lock is held for a look.
 */
final class AbsentPeers {
    private static final int MOST = 10_000;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Clock clock;
    private final Map<Object, Absence> absences = new LinkedHashMap<>();

    private record Absence(Backoff backoff, Instant until) {}

    AbsentPeers(Clock clock) {
        this.clock = clock;
    }

    /** {@code peer} did not answer. */
    synchronized void missed(Object peer) {
        Absence known = absences.get(peer);
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.until())) {
            // Those that failed together count once.
            return;
        }
        absences.remove(peer);
        Backoff backoff = known == null ? new Backoff(FIRST, LONGEST) : known.backoff();
        absences.put(peer, new Absence(backoff, now.plus(backoff.next())));
        if (absences.size() > MOST) {
            absences.remove(absences.keySet().iterator().next());
        }
    }

    /** {@code peer} is there. */
    synchronized void met(Object peer) {
        absences.remove(peer);
    }

    /** All are to be tried as if nothing had been. */
    synchronized void forget() {
        absences.clear();
    }

    private synchronized boolean isAbsent(Object peer) {
        Absence known = absences.get(peer);
        return known != null && clock.instant().isBefore(known.until());
    }

    /** All of {@code peers} in their order, but those that did not answer a moment ago behind the others. */
    <T> List<T> presentFirst(List<T> peers, Function<T, Object> key) {
        List<T> present = new ArrayList<>();
        List<T> absent = new ArrayList<>();
        peers.forEach(peer -> (isAbsent(key.apply(peer)) ? absent : present).add(peer));
        present.addAll(absent);
        return present;
    }
}
