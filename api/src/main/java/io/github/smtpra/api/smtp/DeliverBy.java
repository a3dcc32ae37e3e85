package io.github.smtpra.api.smtp;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * By when a mail is to be delivered: the parameter {@code BY} of {@code MAIL} (RFC 2852 §4).
 *
 * <pre>{@code
 * DeliverBy.within(Duration.ofMinutes(10), Mode.RETURN)
 * }</pre>
 *
 * @param time counted from when the mail was handed over; negative when the time has passed already, which only
 *     {@link Mode#NOTIFY} allows; whole seconds, nine digits at most
 * @param mode what happens when the time is over
 * @param trace whether relays on the way are to be reported
 */
public record DeliverBy(Duration time, Mode mode, Trace trace) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long MAX_SECONDS = 999_999_999;

    /** What happens when the time is over and the mail is not delivered. */
    public enum Mode {
        /** It is given up, and its sender told: {@code R}. */
        RETURN,
        /** It is delivered late, and its sender told: {@code N}. */
        NOTIFY
    }

    /** Whether relays on the way are to be reported: {@code T} (RFC 2852 §4.1.1). */
    public enum Trace {
        /** Each relay that passes the mail on reports that it did. */
        YES,
        /** None does. */
        NO
    }

    /** Checks the range (RFC 2852 §4). */
    public DeliverBy {
        if (time.toSeconds() < -MAX_SECONDS || time.toSeconds() > MAX_SECONDS) {
            throw new IllegalArgumentException("a deliver-by time has more than nine digits");
        }
        if (mode == Mode.RETURN && time.toSeconds() <= 0) {
            throw new IllegalArgumentException("a deliver-by time with RETURN must be positive");
        }
    }

    /**
     * Within {@code time} from now, without trace.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public static DeliverBy within(Duration time, Mode mode) {
        return new DeliverBy(time, mode, Trace.NO);
    }

    /**
     * What is left when {@code elapsed} has passed, for the next hop (RFC 2852 §4.1.4): whole seconds, and with
     * {@link Mode#RETURN} at least one, since nothing less can be said.
     */
    public DeliverBy remaining(Duration elapsed) {
        long left = Math.max(time.minus(elapsed).toSeconds(), mode == Mode.RETURN ? 1 : -MAX_SECONDS);
        return new DeliverBy(Duration.ofSeconds(Math.min(left, MAX_SECONDS)), mode, trace);
    }

    /** When the time is over, for a mail handed over at {@code acceptedAt}. */
    public Instant deadline(Instant acceptedAt) {
        return acceptedAt.plus(time);
    }
}
