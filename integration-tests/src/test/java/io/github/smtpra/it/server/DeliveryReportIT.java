package io.github.smtpra.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.server.app.Complaints;
import io.github.smtpra.it.server.app.Hearing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A bean hears what has become of sent mail, in a transaction of its own that counts. */
@ExtendWith(ArquillianExtension.class)
class DeliveryReportIT {
    private static final int PORT = 12529;

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private ManagementClient management;

    @Deployment(testable = false)
    static EnterpriseArchive application() {
        Relay.shared();
        return Archives.earWithLetters("reports.ear", Complaints.class, Hearing.class);
    }

    private void send(String subject) throws Exception {
        assertThat(SmtpClient.mail(PORT, "desk@complaints.example", subject)).startsWith("250 ");
    }

    private long letters(String about) {
        try {
            return new Server(management).letters(about + " nobody@nowhere.example " + about(about));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String about(String subject) {
        return subject.contains("[once more]") ? "5.7.1 again=true" : "5.7.1 again=false";
    }

    @Test
    void a_report_is_kept_by_the_transaction_of_its_bean() throws Exception {
        String subject = "mail " + UUID.randomUUID();
        send(subject);

        Await.until("the report", () -> letters(subject) == 1);
    }

    @Test
    void a_report_that_was_rolled_back_comes_again_and_what_was_rolled_back_is_gone() throws Exception {
        String subject = "[once more] " + UUID.randomUUID();
        send(subject);

        Await.until("the second report", () -> letters(subject) == 1);
        assertThat(new Server(management).letters(subject + " nobody@nowhere.example 5.7.1 again=false"))
                .isZero();
    }
}
