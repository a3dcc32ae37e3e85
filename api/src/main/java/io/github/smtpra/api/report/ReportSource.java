package io.github.smtpra.api.report;

/** Who has found out. */
public enum ReportSource {
    /** The outbox itself, by an attempt to deliver. */
    OUTBOX,
    /**
     * A server further on the mail's way, by a delivery status notification (RFC 3464) that has come back. It knows a secret
     * of the mail; so it, or somebody whom it has given the mail to, is who says it. Which of several recipients it speaks
     * for nobody proves: where that matters, send to each alone.
     */
    REMOTE
}
