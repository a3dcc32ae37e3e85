package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Envelope;

/**
 * A mail as the session knows it.
 *
 * @param envelope its accepted envelope
 * @param declaredSize what SIZE declared; 0 if nothing
 * @param session who brings it
 * @param answering how its end is answered
 */
public record MailFacts(Envelope envelope, long declaredSize, SessionFacts session, Answering answering) {
    /** A mail that is answered once. */
    public MailFacts(Envelope envelope, long declaredSize, SessionFacts session) {
        this(envelope, declaredSize, session, Answering.ONCE);
    }
}
