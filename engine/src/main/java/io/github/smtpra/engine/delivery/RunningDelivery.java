package io.github.smtpra.engine.delivery;

/** What delivers from an outbox, running until it is closed. Safe for use by many threads. */
public interface RunningDelivery extends AutoCloseable {
    /**
     * Lets what is due for {@code domain} go at once, though its destination could not be spoken with before (RFC 1985;
     * OPS-005). Returns at once.
     *
     * @param domain a domain, in any case
     */
    void run(String domain);

    /** Stops it; no thread is left. A second call does nothing. */
    @Override
    void close();
}
