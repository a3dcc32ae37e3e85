package io.github.smtpra.engine.delivery;

import io.github.smtpra.protocol.client.ClientAction.Reached;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps mail back while the relay can not be spoken with: one mail at a time finds out whether it is back, at growing
 * intervals, and the others wait in the outbox without being tried (RFC 5321 §4.5.4.1: retries go by host; CLI-049).
 * Refused credentials hold longer, since accounts are locked by repetition (RFC 4954 §6; CLI-070). Safe for use by many
 * threads.
 */
final class RelayHold {
    private final Backoff unreachable = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private final Backoff credentialsRefused = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(15));
    private Instant until = Instant.MIN;
    private boolean failing;

    /** A delivery came as far as {@code reached}. */
    synchronized void ended(Reached reached, Instant now) {
        if (reached == Reached.SESSION || reached == Reached.MAIL) {
            failing = false;
            until = Instant.MIN;
            unreachable.reset();
            credentialsRefused.reset();
        } else if (!now.isBefore(until)) {
            // Those that failed together count once.
            failing = true;
            until = now.plus((reached == Reached.AUTHENTICATION ? credentialsRefused : unreachable).next());
        }
    }

    /** Until when nothing is to be tried; in the past if something is. */
    synchronized Instant until() {
        return until;
    }

    /** Whether the last delivery found no session: the next one is to go alone. */
    synchronized boolean isFailing() {
        return failing;
    }
}
