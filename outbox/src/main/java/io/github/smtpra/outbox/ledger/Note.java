package io.github.smtpra.outbox.ledger;

import io.github.smtpra.api.smtp.Reply;
import java.time.Instant;

/** One note of the journal: a later one about the same key replaces an earlier one. */
sealed interface Note {
    /** What it is about. */
    DeliveryKey key();

    /** When it was made. */
    Instant at();

    /** The bean is about to be called. */
    record Begun(DeliveryKey key, Instant at) implements Note {}

    /** The transaction has committed. */
    record Done(DeliveryKey key, Instant at, Reply reply) implements Note {}

    /** Nothing is to be known any more. */
    record Forgotten(DeliveryKey key, Instant at) implements Note {}
}
