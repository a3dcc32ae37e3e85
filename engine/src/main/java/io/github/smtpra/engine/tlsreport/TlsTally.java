package io.github.smtpra.engine.tlsreport;

import io.github.smtpra.api.smtp.ReversePath;

/** Counts sessions. Safe for use by many threads; waits for nothing. */
@FunctionalInterface
public interface TlsTally {
    /**
     * Counts one.
     *
     * @param sender of the mail that the session was for: reports of our own are not counted
     */
    void count(ReversePath sender, Observation observation);
}
