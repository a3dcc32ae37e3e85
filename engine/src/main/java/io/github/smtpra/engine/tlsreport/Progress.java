package io.github.smtpra.engine.tlsreport;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far the report of a day that is over has come. Immutable.
 *
 * @param due when it is to be sent, or sent again
 * @param firstTried when that was begun
 * @param attempts how many attempts have ended
 * @param done the targets that have it
 */
record Progress(Instant due, Optional<Instant> firstTried, int attempts, Set<String> done) {
    Progress {
        done = Set.copyOf(done);
    }

    /** Nothing was tried yet. */
    static Progress dueAt(Instant due) {
        return new Progress(due, Optional.empty(), 0, Set.of());
    }

    /** An attempt begins. */
    Progress begun(Instant now) {
        return new Progress(due, firstTried.or(() -> Optional.of(now)), attempts, done);
    }

    /** {@code target} has it. */
    Progress with(String target) {
        Set<String> more = new TreeSet<>(done);
        more.add(target);
        return new Progress(due, firstTried, attempts, more);
    }

    /** An attempt has ended, and left something open. */
    Progress again(Instant next) {
        return new Progress(next, firstTried, attempts + 1, done);
    }
}
