package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Envelope;

/**
 * A mail as the session knows it.
 *
 * @param envelope its accepted envelope
 * @param declaredSize what SIZE declared; 0 if nothing
 * @param session who brings it
 */
public record MailFacts(Envelope envelope, long declaredSize, SessionFacts session) {}
