package io.github.smtpra.api.report;

/** What has become of a mail for one of its recipients. */
public enum DeliveryOutcome {
    /** The next server has taken it. Final. */
    DELIVERED,
    /** The next server has taken it, and will confirm nothing to a sender who has asked for that. Final. */
    RELAYED,
    /** Not yet; it is tried again. */
    DEFERRED,
    /**
     * The reply to the final dot was lost, so that it may have arrived or not. By what its sender has asked for it is
     * sent again, perhaps twice, or held for an operator.
     */
    UNCERTAIN,
    /** Refused for good. Final. */
    FAILED,
    /** Given up after too long a time. Final. */
    EXPIRED,
    /** Taken out of the queue, by the application or an operator. Final. */
    CANCELLED;

    /** Whether somebody should look: {@link #FAILED}, {@link #EXPIRED} and {@link #UNCERTAIN}. */
    public boolean isFailure() {
        return this == FAILED || this == EXPIRED || this == UNCERTAIN;
    }
}
