package io.github.smtpra.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a mail that could not be delivered is tried again, and when no more (RFC 5321 §4.5.4.1; CLI-049).
 *
 * @param first the delay behind the first attempt
 * @param factor what each further delay is longer by, 1 or more
 * @param longest no delay is longer, but for the jitter
 * @param jitter what a delay varies by at random, as a fraction of it, from 0 to 1: mails that failed together come
 *     back
 *     apart
 * @param giveUpAfter the age at which a mail is given up; the last attempt is made at that age
 */
public record RetrySchedule(Duration first, double factor, Duration longest, double jitter, Duration giveUpAfter) {
    /** 1, 2, 4 … 60 minutes, a tenth more or less, for four days. */
    public static final RetrySchedule STANDARD =
            new RetrySchedule(Duration.ofMinutes(1), 2, Duration.ofHours(1), 0.1, Duration.ofDays(4));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of its range, or {@code longest} is shorter than {@code
     *     first}
     */
    public RetrySchedule {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0 || giveUpAfter.isNegative()) {
            throw new IllegalArgumentException("delays must be positive, and the longest not below the first");
        }
        if (!(factor >= 1) || !(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("factor must be 1 or more, jitter from 0 to 1");
        }
    }

    /**
     * When to try again.
     *
     * @param attempts how many attempts had ended before the one that has just failed
     * @param sentAt when the mail was handed over
     * @return empty: give up
     */
    public Optional<Instant> next(int attempts, Instant sentAt, Instant now, RandomGenerator random) {
        return nextUntil(sentAt.plus(giveUpAfter), attempts, now, random);
    }

    /** When to try {@code recipient} of {@code mail} again; empty: give up. Its own time to be given up counts first. */
    public Optional<Instant> next(ClaimedMail mail, ClaimedRecipient recipient, Instant now, RandomGenerator random) {
        Instant end = recipient.giveUpAt().orElseGet(() -> mail.sentAt().plus(giveUpAfter));
        return nextUntil(end, recipient.attempts(), now, random).map(next -> recipient.notBeyondLateness(next, now));
    }

    private Optional<Instant> nextUntil(Instant end, int attempts, Instant now, RandomGenerator random) {
        if (!now.isBefore(end)) {
            return Optional.empty();
        }
        Instant next = now.plus(delay(attempts, random));
        return Optional.of(next.isBefore(end) ? next : end);
    }

    private Duration delay(int attempts, RandomGenerator random) {
        double millis = Math.min((double) longest.toMillis(), first.toMillis() * Math.pow(factor, attempts));
        return Duration.ofMillis((long) (millis * (1 + jitter * (2 * random.nextDouble() - 1))));
    }
}
