package io.github.smtpra.engine.delivery;

import io.github.smtpra.protocol.client.ClientAction.Reached;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps mail back while a destination can not be spoken with: one mail at a time finds out whether it is back, at growing
 * intervals, and the others are put off without being tried (RFC 5321 §4.5.4.1: retries go by host; CLI-049). Refused
 * credentials hold longer, since accounts are locked by repetition (RFC 4954 §6). Safe for use by many threads.
 */
final class DestinationHold {
    private final Backoff unreachable;
    private final Backoff credentialsRefused = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(15));
    private Instant until = Instant.MIN;
    private Optional<PeerResult> trouble = Optional.empty();

    /** A hold that grows by {@code unreachable}. */
    DestinationHold(Backoff unreachable) {
        this.unreachable = unreachable;
    }

    /** An attempt has ended. */
    synchronized void ended(Attempt attempt, Instant now) {
        Reached reached = attempt.reached();
        if (reached == Reached.SESSION || reached == Reached.MAIL) {
            release();
        } else if (!now.isBefore(until)) {
            // Those that failed together count once.
            trouble = Optional.of(attempt.results().get(0));
            until = now.plus((reached == Reached.AUTHENTICATION ? credentialsRefused : unreachable).next());
        }
    }

    /** It is to be tried at once, whatever was before. */
    synchronized void release() {
        trouble = Optional.empty();
        until = Instant.MIN;
        unreachable.reset();
        credentialsRefused.reset();
    }

    /** Why nothing is to be tried at {@code now}; empty if something is. */
    synchronized Optional<PeerResult> obstacle(Instant now) {
        return now.isBefore(until) ? trouble : Optional.empty();
    }

    /** Whether the last attempt found no session: the next one is to go alone. */
    synchronized boolean isFailing() {
        return trouble.isPresent();
    }

    /** Until when nothing is to be tried; in the past if something is. */
    synchronized Instant until() {
        return until;
    }
}
