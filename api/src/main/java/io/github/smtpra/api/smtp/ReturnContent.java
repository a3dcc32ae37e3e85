package io.github.smtpra.api.smtp;

/** How much of a mail a report of its failure gives back: the {@code RET} parameter of {@code MAIL} (RFC 3461 §4.3). */
public enum ReturnContent {
    /** The whole mail, where it is not too large. */
    FULL,

    /** Its header. */
    HDRS
}
