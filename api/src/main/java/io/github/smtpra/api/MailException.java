package io.github.smtpra.api;

import jakarta.resource.ResourceException;

/**
 * A mail could not be taken for sending. Nothing of it will be sent.
 */
public class MailException extends ResourceException {
    private static final long serialVersionUID = 1L;

    /** What was wrong, for the person who reads the log. */
    public MailException(String message) {
        super(message);
    }

    /** What was wrong, and what it came from. */
    public MailException(String message, Throwable cause) {
        super(message, cause);
    }
}
