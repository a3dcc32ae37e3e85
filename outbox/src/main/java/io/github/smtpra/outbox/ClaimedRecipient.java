package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.Recipient;
import java.time.Instant;
import java.util.Optional;

/**
 * A recipient of a claimed mail that is due.
 *
 * @param position the place in the envelope that the mail was sent with, from 0
 * @param recipient who, and what the sender wants to be told
 * @param attempts how many attempts ended before this one
 * @param possibleDuplicate whether an earlier attempt may have reached the recipient: its final dot was sent, and its
 *     reply was lost or, the process having been killed, not recorded
 * @param giveUpAt when it is given up, if that was said for this mail or by an operator
 * @param lateAt when it counts as late (RFC 2852 §4.1.4, mode N), if this attempt is the first that may end behind that;
 *     the next one is not to be due later, unless it is
 */
public record ClaimedRecipient(
        int position,
        Recipient recipient,
        int attempts,
        boolean possibleDuplicate,
        Optional<Instant> giveUpAt,
        Optional<Instant> lateAt) {
    /** A recipient that is never late. */
    public ClaimedRecipient(
            int position, Recipient recipient, int attempts, boolean possibleDuplicate, Optional<Instant> giveUpAt) {
        this(position, recipient, attempts, possibleDuplicate, giveUpAt, Optional.empty());
    }

    /** A recipient that is given up as the schedule says. */
    public ClaimedRecipient(int position, Recipient recipient, int attempts, boolean possibleDuplicate) {
        this(position, recipient, attempts, possibleDuplicate, Optional.empty());
    }

    /** When to try again: at {@code next}, or sooner, so that it is known in time that it is late. */
    public Instant notBeyondLateness(Instant next, Instant now) {
        return lateAt.filter(late -> now.isBefore(late) && late.isBefore(next)).orElse(next);
    }
}
