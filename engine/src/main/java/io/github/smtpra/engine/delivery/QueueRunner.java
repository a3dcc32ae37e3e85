package io.github.smtpra.engine.delivery;

/** Runs the queue for one destination, now (RFC 1985; OPS-005). Safe for use by many threads. */
@FunctionalInterface
public interface QueueRunner {
    /**
     * Lets what waits for {@code domain} go at once. Returns at once.
     *
     * @param domain a domain, in any case
     */
    void run(String domain);
}
