package io.github.smtpra.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.server.app.Plain;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applications come and go for months on one server. */
@ExtendWith(ArquillianExtension.class)
class RedeploymentIT {
    private static final String DEPLOYMENT = "/deployment=again.ear";
    private static final int TIMES = 20;

    /** Before these, the server has not yet all the threads and caches of its own. */
    private static final int WARM_UP = 3;

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private ManagementClient management;

    @Deployment(testable = false)
    static EnterpriseArchive application() {
        return Archives.ear("again.ear", Plain.class);
    }

    @Test
    void twenty_redeployments_leave_nothing_behind_and_alarm_nobody() throws Exception {
        Server server = new Server(management);
        redeploy(server, WARM_UP);
        ServerLog log = new ServerLog();
        Footprint before = Footprint.of(server);
        long threadsBefore = server.threads().size();

        redeploy(server, TIMES);

        Footprint after = settled(server, before);
        assertThat(after.natives()).as("native libraries").isLessThanOrEqualTo(before.natives() + 2);
        assertThat(after.openFiles()).as("open files").isLessThan(before.openFiles() + TIMES);
        assertThat((long) server.threads().size()).as("threads").isLessThan(threadsBefore + TIMES);
        // A key of its own for every listener is a warning by intention.
        assertThat(log.alarms()).allSatisfy(line -> assertThat(line).contains("SMTPRA001"));
    }

    @Test
    void an_undeployed_adapter_leaves_no_thread_and_no_port() {
        Server server = new Server(management);
        server.run(DEPLOYMENT, "undeploy");
        try {
            assertThat(server.threads()).noneMatch(name -> name.startsWith("smtp-ra"));
            assertThat(SmtpClient.ask(12526, "desk@plain.example")).isEqualTo("refused");
        } finally {
            server.run(DEPLOYMENT, "deploy");
        }
    }

    /** The server lets go of the last of the modules in its own time; of a leak, one is there for each time. */
    private static Footprint settled(Server server, Footprint before) {
        AtomicReference<Footprint> last = new AtomicReference<>(Footprint.of(server));
        Await.until("no more class loaders than " + before.classLoaders(), () -> {
            Footprint now = Footprint.of(server);
            last.set(now);
            return now.classLoaders() <= before.classLoaders() + 2;
        });
        return Objects.requireNonNull(last.get());
    }

    private static void redeploy(Server server, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            server.run(DEPLOYMENT, "redeploy");
            String subject = "mail " + UUID.randomUUID();
            assertThat(SmtpClient.mail(12526, "desk@plain.example", subject)).startsWith("250 2.0.0 ");
            Relay.shared().await(1, subject);
        }
    }
}
