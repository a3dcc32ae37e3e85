package io.github.smtpra.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.server.app.QueueKeeper;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The queue is injected, seen by JMX, and what a bean asks of the outbox is part of its transaction. */
@ExtendWith(ArquillianExtension.class)
class MailQueueIT {
    private static final int PORT = 12527;

    @Deployment(testable = false)
    static EnterpriseArchive application() {
        return Archives.ear("queue.ear", QueueKeeper.class);
    }

    private static String say(String verb) throws Exception {
        return SmtpClient.mail(PORT, verb + "@queue.example", verb);
    }

    @Test
    void a_bean_sends_once_cancels_and_looks() throws Exception {
        assertThat(say("send")).startsWith("250 ");
        assertThat(say("send")).startsWith("250 ");
        assertThat(say("undo")).contains("undone");
        assertThat(say("look")).contains("waiting 1 beans 1");

        assertThat(say("cancel")).startsWith("250 ");
        assertThat(say("look")).contains("waiting 0 beans 1");
    }
}
