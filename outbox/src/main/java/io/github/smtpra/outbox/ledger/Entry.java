package io.github.smtpra.outbox.ledger;

import io.github.smtpra.api.smtp.Reply;

/** What the ledger knows of a delivery that begins. */
public sealed interface Entry {
    /** Nothing: hand it over. */
    record Fresh() implements Entry {}

    /** It was begun before, and nobody knows how that ended: hand it over, marked as redelivered. */
    record Redelivered() implements Entry {}

    /** It is being handed over by somebody else right now: the client is to try later (451). */
    record InProgress() implements Entry {}

    /**
     * It has had its effect.
     *
     * @param reply what the client did not hear
     */
    record Done(Reply reply) implements Entry {}
}
