package io.github.smtpra.protocol.mime;

import io.github.smtpra.api.smtp.EnhancedStatusCode;

/** Content can not be given the form that a peer takes. Permanent, with this peer. */
public final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    private final EnhancedStatusCode status;

    UnfitException(String status, String reason) {
        super(reason);
        this.status = EnhancedStatusCode.parse(status);
    }

    /** Why, as RFC 3463 §3.7 and RFC 6531 §3.5 name it. */
    public EnhancedStatusCode status() {
        return status;
    }

    /** Why, one line for people. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
