package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Notify.Event;
import java.util.Locale;

/** What a report says of a recipient: {@code action-value} (RFC 3464 §2.3.3), as far as we report it. */
public enum ReportAction {
    /** The mail will not reach it. */
    FAILED(Event.FAILURE),
    /** The mail is where it was to go. */
    DELIVERED(Event.SUCCESS),
    /** The mail went to a system that will not confirm its delivery (RFC 3461 §5.2.2). */
    RELAYED(Event.SUCCESS);

    private final Event event;

    ReportAction(Event event) {
        this.event = event;
    }

    /** The event that a sender names to hear of this. */
    Event event() {
        return event;
    }

    /**
     * RFC 3464 §2.3.4 (DSN-005): the first digit of the status is that of the action; a failure may have been
     * transient.
     */
    boolean agreesWith(EnhancedStatusCode status) {
        return (status.kind() == 2) == (this != FAILED);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
