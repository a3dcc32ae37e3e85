package io.github.smtpra.api.report;

import java.util.Locale;

/** Of which outcomes of a mail its sender wants to be told by a {@link DeliveryReport}. */
public enum WantedReports {
    /** Of none: nothing is kept. */
    NONE,
    /** Of those that somebody should look at. */
    FAILURES,
    /** Of all but those after which it is simply tried again. */
    ENDS,
    /** Of each attempt. */
    ALL;

    /** Whether {@code outcome} is told. */
    public boolean include(DeliveryOutcome outcome) {
        return switch (this) {
            case NONE -> false;
            case FAILURES -> outcome.isFailure();
            case ENDS -> outcome != DeliveryOutcome.DEFERRED;
            case ALL -> true;
        };
    }

    /** As settings and tables write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The one that settings and tables call {@code word}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static WantedReports of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
