package io.github.smtpra.outbox;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.smtp.Envelope;
import java.util.Optional;

/**
 * What is said of a mail when it is handed over, besides its content.
 *
 * @param envelope as the next server is to hear it
 * @param options what its sender asks of the outbox
 * @param token what a notification about it is recognised by, if one is awaited
 */
public record Sending(Envelope envelope, SendOptions options, Optional<ReturnToken> token) {
    /** A mail that no notification is awaited about. */
    public Sending(Envelope envelope, SendOptions options) {
        this(envelope, options, Optional.empty());
    }

    /** The same mail with another envelope. */
    public Sending withEnvelope(Envelope other) {
        return new Sending(other, options, token);
    }
}
