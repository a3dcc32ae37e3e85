package io.github.smtpra.engine.delivery;

import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.RetrySchedule;
import java.time.Duration;

/**
 * When a sender is told that a mail is still on its way (RFC 3461 §4.1; CLI-051): behind that attempt which the schedule has
 * for the time or, if it has none, the first one later. Attempts are counted where the mail lies, each once, so that the
 * sender is told once, whatever ends the process meanwhile. Immutable.
 *
 * @param schedule when attempts are made
 * @param after the age of the mail; zero for never
 */
record DelayNotice(RetrySchedule schedule, Duration after) {
    /** Nobody is told. */
    static final DelayNotice NEVER = new DelayNotice(RetrySchedule.STANDARD, Duration.ZERO);

    /** Whether the attempt that has just ended, behind those that {@code recipient} had before, is the one. */
    boolean isDue(ClaimedRecipient recipient) {
        int attempts = recipient.attempts();
        return !after.isZero()
                && attempts > 0
                && age(attempts) >= after.toMillis()
                && age(attempts - 1) < after.toMillis();
    }

    /** How old a mail is at the attempt behind {@code attempts} others, in milliseconds, give or take the jitter. */
    private double age(int attempts) {
        double age = 0;
        double delay = (double) schedule.first().toMillis();
        for (int i = 0; i < attempts; i++) {
            age += Math.min(delay, (double) schedule.longest().toMillis());
            delay *= schedule.factor();
        }
        return age;
    }
}
