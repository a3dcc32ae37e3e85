package io.github.smtpra.rar;

import io.github.smtpra.api.MailException;
import io.github.smtpra.engine.listener.QueueRunner;
import io.github.smtpra.protocol.server.QueueRun;

/**
 * Passes on what clients ask of the queue with ETRN (RFC 1985; OPS-005). Safe for use by many threads.
 *
 * @param source the queue
 */
record QueueRuns(Source source) implements QueueRunner {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra");

    /** Lets what waits for a destination go at once, and says how many mails that are. */
    interface Source {
        int retryDestination(String domain) throws MailException;
    }

    @Override
    public Answer start(QueueRun run) {
        if (run.reach() == QueueRun.Reach.DOMAIN) {
            return Answer.UNABLE; // The queue knows destinations, and not what lies below them.
        }
        try {
            return source.retryDestination(run.domain()) > 0 ? Answer.STARTED : Answer.NOTHING_WAITING;
        } catch (MailException e) {
            LOG.log(System.Logger.Level.WARNING, "SMTPRA111 ETRN for " + run.domain() + " failed: " + e.getMessage());
            return Answer.UNABLE;
        }
    }
}
