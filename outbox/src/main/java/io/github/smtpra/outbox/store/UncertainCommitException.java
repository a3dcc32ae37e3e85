package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;

/**
 * A commit failed in such a way that the disk may hold all of it: this process treats it as undone, but should it be
 * killed before the disk works again, the next one may find it done.
 */
public final class UncertainCommitException extends OutboxException {
    private static final long serialVersionUID = 1L;

    UncertainCommitException(String message, Throwable cause) {
        super(message, cause);
    }
}
