package io.github.smtpra.engine.listener;

import io.github.smtpra.protocol.server.QueueRun;

/**
 * Starts the sending of what waits, when a client asks for it (ETRN, RFC 1985; SRV-292). The road out is behind it. Called
 * by the threads of many connections; returns soon, and without waiting for the run.
 */
@FunctionalInterface
public interface QueueRunner {
    /** What has become of it. */
    enum Answer {
        /** A run has been started. */
        STARTED,
        /** Nothing waits for that destination. */
        NOTHING_WAITING,
        /** It can not be started now. */
        UNABLE,
        /** That destination is none that a client may start a run for. */
        NOT_ALLOWED
    }

    /** Starts a run. */
    Answer start(QueueRun run);
}
