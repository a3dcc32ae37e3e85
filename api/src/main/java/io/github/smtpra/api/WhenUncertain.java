package io.github.smtpra.api;

/**
 * What becomes of a mail whose final dot was sent and whose reply was lost: the peer may have taken it or not, and
 * nobody can find out (RFC 1047).
 */
public enum WhenUncertain {
    /** It is sent again, and may arrive twice: as all mail servers do. */
    RESEND,
    /** It waits until an operator decides, and may never arrive: for what must not be done twice. */
    HOLD
}
