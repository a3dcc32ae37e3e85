package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.server.QueueRun;
import io.github.smtpra.protocol.server.Replies;
import java.util.Optional;

/** Makes replies to ETRN of what a {@link QueueRunner} answers (RFC 1985 §5.2; SRV-292). Safe for use by many threads. */
final class QueueRuns {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");

    private final Optional<QueueRunner> runner;

    QueueRuns(Optional<QueueRunner> runner) {
        this.runner = runner;
    }

    Reply reply(QueueRun run) {
        try {
            return runner.map(one -> reply(one.start(run))).orElse(Replies.RUN_UNABLE);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA015 A run for " + run.domain() + " could not be started", e);
            return Replies.RUN_UNABLE;
        }
    }

    private static Reply reply(QueueRunner.Answer answer) {
        return switch (answer) {
            case STARTED -> Replies.RUN_STARTED;
            case NOTHING_WAITING -> Replies.NOTHING_WAITING;
            case UNABLE -> Replies.RUN_UNABLE;
            case NOT_ALLOWED -> Replies.RUN_NOT_ALLOWED;
        };
    }
}
