package io.github.smtpra.api.report;

import io.github.smtpra.api.smtp.EnhancedStatusCode;

/**
 * What has become of a mail for one recipient. Immutable.
 *
 * @param address who: a mailbox; in a report from {@linkplain ReportSource#REMOTE elsewhere}, what that calls an address, which
 *     need not be one that the mail was sent to (it may have been forwarded)
 * @param outcome what has become of it
 * @param status why, as RFC 3463 names it
 * @param attempts how many attempts the outbox has made so far; 0 in a report from elsewhere
 * @param found what was seen and heard
 */
public record RecipientReport(
        String address, DeliveryOutcome outcome, EnhancedStatusCode status, int attempts, Found found) {
    /**
     * What was seen and heard.
     *
     * @param host the server that has said so; empty if none was reached
     * @param reply its reply, code and text, in one line; empty if there was none
     * @param text one line for people
     * @param tls protocol, cipher suite and whether the peer was verified, as in {@code TLSv1.3
     *     TLS_AES_256_GCM_SHA384 verified}; empty without TLS, or if that is not known
     */
    public record Found(String host, String reply, String text, String tls) {
        /** Nothing. */
        public static final Found NOTHING = new Found("", "", "", "");
    }
}
