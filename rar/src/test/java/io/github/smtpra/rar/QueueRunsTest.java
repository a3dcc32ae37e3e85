package io.github.smtpra.rar;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.MailException;
import io.github.smtpra.engine.listener.QueueRunner.Answer;
import io.github.smtpra.protocol.server.QueueRun;
import org.junit.jupiter.api.Test;

class QueueRunsTest {
    /** A queue in which {@code waiting} mails wait for any destination. */
    private static QueueRuns.Source queue(int waiting) {
        return domain -> {
            assertThat(domain).isEqualTo("example.org");
            return waiting;
        };
    }

    private static Answer asked(QueueRuns.Source source, QueueRun.Reach reach) {
        return new QueueRuns(source).start(new QueueRun("example.org", reach));
    }

    // RFC 1985 §5.3 (SRV-292, OPS-005)
    @Test
    void whatWaitsForTheDestinationIsTriedAtOnce() {
        assertThat(asked(queue(2), QueueRun.Reach.NODE)).isEqualTo(Answer.STARTED);
        assertThat(asked(queue(0), QueueRun.Reach.NODE)).isEqualTo(Answer.NOTHING_WAITING);
    }

    @Test
    void aQueueThatIsNotThereAndSubdomainsAreSaidToBeUnable() {
        QueueRuns.Source none = domain -> {
            throw new MailException("the outbox can not be opened");
        };

        assertThat(asked(none, QueueRun.Reach.NODE)).isEqualTo(Answer.UNABLE);
        assertThat(asked(queue(2), QueueRun.Reach.DOMAIN)).isEqualTo(Answer.UNABLE);
    }
}
