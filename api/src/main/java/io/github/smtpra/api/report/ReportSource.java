package io.github.smtpra.api.report;

/** Who has found out. */
public enum ReportSource {
    /** The outbox itself, by an attempt to deliver. */
    OUTBOX,
    /** A server further on the mail's way, by a delivery status notification (RFC 3464) that has come back. */
    REMOTE
}
