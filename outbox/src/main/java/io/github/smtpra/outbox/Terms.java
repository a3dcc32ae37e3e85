package io.github.smtpra.outbox;

import io.github.smtpra.api.WhenUncertain;
import io.github.smtpra.api.smtp.TransferOptions;
import java.time.Instant;
import java.util.Optional;

/**
 * How a claimed mail is to be handled, besides what its recipients and reports say.
 *
 * @param options what is asked of the next server, the {@code BY} time being what is left of it now (RFC 2852 §4.1.4);
 *     without a hold, which is over
 * @param route the road that it takes, empty for the default
 * @param whenUncertain what becomes of it if the reply to its final dot is lost
 * @param byTime whether a {@code BY} time after which it must not be delivered is over
 * @param failures who is told of failures
 * @param deliverBy when the {@code BY} time is over, in the past too, if there is one
 */
public record Terms(
        TransferOptions options,
        String route,
        WhenUncertain whenUncertain,
        ByTime byTime,
        Failures failures,
        Optional<Instant> deliverBy) {
    /** Nothing special. */
    public static final Terms NONE = new Terms(TransferOptions.NONE, "", WhenUncertain.RESEND, ByTime.LEFT);

    /** A mail whose sender is told of failures by a notification. */
    public Terms(TransferOptions options, String route, WhenUncertain whenUncertain, ByTime byTime) {
        this(options, route, whenUncertain, byTime, Failures.TO_SENDER, Optional.empty());
    }

    /** Who is told of failures. */
    public enum Failures {
        /** The sender, by a notification to the reverse path. */
        TO_SENDER,
        /** The application, by a report: the reverse path is our own. */
        TO_APPLICATION
    }

    /** Whether there is time left for delivery. */
    public enum ByTime {
        /** Nothing was said, or time is left, or lateness is only to be reported. */
        LEFT,
        /** It must not be delivered any more, but be returned (RFC 2852 §4.1.4); {@code options} has no {@code BY}. */
        OVER
    }
}
