package io.github.smtpra.outbox;

import java.time.Clock;
import java.util.List;

/**
 * What has happened since the outbox was opened. Safe for use by many threads.
 *
 * @param all in all
 * @param destinations by destination
 */
record Happened(Tally all, DestinationTallies destinations) {
    Happened(Clock clock) {
        this(new Tally(clock), new DestinationTallies(clock));
    }

    /** An attempt has ended. */
    void ended(ClaimedMail mail, List<RecipientOutcome> outcomes) {
        all.ended(mail, outcomes);
        destinations.ended(mail, outcomes);
    }
}
