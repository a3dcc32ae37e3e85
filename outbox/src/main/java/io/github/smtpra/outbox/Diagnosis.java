package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.EnhancedStatusCode;

/**
 * Why an attempt to deliver ended as it did, in words that a report can quote.
 *
 * @param status what went wrong, as RFC 3463 names it
 * @param remoteHost the peer that said so; empty if none was reached
 * @param remoteReply the peer's reply, code and text, lines joined by a blank; empty if there was none
 * @param text one line for people and logs
 * @param tls protocol, cipher suite and how far the peer was known; empty without TLS
 */
public record Diagnosis(EnhancedStatusCode status, String remoteHost, String remoteReply, String text, String tls) {
    /** A diagnosis that says nothing of TLS. */
    public Diagnosis(EnhancedStatusCode status, String remoteHost, String remoteReply, String text) {
        this(status, remoteHost, remoteReply, text, "");
    }

    /** The same, of a session with this protection. */
    public Diagnosis withTls(String facts) {
        return new Diagnosis(status, remoteHost, remoteReply, text, facts);
    }
}
