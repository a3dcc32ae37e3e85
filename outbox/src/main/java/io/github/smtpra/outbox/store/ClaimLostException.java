package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;

/** Another server has the mail in hand: this one was out of reach of the database for longer than its lease. */
public final class ClaimLostException extends OutboxException {
    private static final long serialVersionUID = 1L;

    ClaimLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
