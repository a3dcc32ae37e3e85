package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.EnhancedStatusCode;

/**
 * Why an attempt to deliver ended as it did, in words that a report can quote.
 *
 * @param status what went wrong, as RFC 3463 names it
 * @param remoteHost the peer that said so; empty if none was reached
 * @param remoteReply the peer's reply, code and text, lines joined by a blank; empty if there was none
 * @param text one line for people and logs
 */
public record Diagnosis(EnhancedStatusCode status, String remoteHost, String remoteReply, String text) {}
