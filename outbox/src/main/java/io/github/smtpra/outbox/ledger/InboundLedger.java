package io.github.smtpra.outbox.ledger;

import io.github.smtpra.api.smtp.Reply;
import java.io.IOException;

/**
 * What is known of deliveries whose client may not have heard the reply. The steps of one delivery: {@link #begin}; the
 * bean's transaction; {@link #done} if it committed or {@link #undone} if it did not, {@link #lost} if nobody can tell;
 * {@link #heard} when the client shows that it knows. An entry lasts for the ledger's window. Safe for use by many
 * threads; a step waits for one write to the system's cache, and for a flush only if the ledger is set to.
 */
public interface InboundLedger extends AutoCloseable {
    /**
     * Begins a delivery, and says what is known of the same one. Unless that is {@link Entry.Done} or
     * {@link Entry.InProgress}, the caller is to hand the mail over and to end the delivery.
     *
     * @throws IOException if the note can not be made: nothing has begun, and the client is to try later
     */
    Entry begin(DeliveryKey key) throws IOException;

    /**
     * The transaction has committed, and {@code reply} is what the client is to hear.
     *
     * @throws IOException if that is not noted: known to this process, but after a restart the delivery will seem begun
     */
    void done(DeliveryKey key, Reply reply) throws IOException;

    /**
     * The transaction was rolled back: the delivery has not begun.
     *
     * @throws IOException if that is not noted: known to this process, but after a restart the delivery will seem begun
     */
    void undone(DeliveryKey key) throws IOException;

    /** Nobody can tell how the transaction ended: the next {@link #begin} is a redelivery. */
    void lost(DeliveryKey key);

    /** The client has heard the reply: the same mail again is a new one. */
    void heard(DeliveryKey key);

    /** Gives this user's hold back; the last one closes the ledger. A second call does nothing. */
    @Override
    void close();
}
