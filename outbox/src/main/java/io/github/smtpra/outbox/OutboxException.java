package io.github.smtpra.outbox;

import java.io.IOException;

/** The outbox could not do what it was asked; nothing of it has happened. The message says what an operator can do. */
public class OutboxException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What failed. */
    public OutboxException(String message) {
        super(message);
    }

    /** What failed, and why. */
    public OutboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
