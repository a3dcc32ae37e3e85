package io.github.smtpra.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.server.app.Held;
import io.github.smtpra.it.server.app.Plain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operator suspends, stops, undeploys: clients hear "later", what is in flight ends well, and it all comes back. */
@ExtendWith(ArquillianExtension.class)
class LifecycleIT {
    /** Both ends of a wait run at once: the common pool has one thread where there are two processors. */
    private static final Executor OWN_THREAD = task -> new Thread(task).start();

    private static final int PORT = 12526;
    private static final String DEPLOYMENT = "/deployment=life.ear";
    private static final String PLAIN_BEAN =
            DEPLOYMENT + "/subdeployment=beans.jar/subsystem=ejb3/message-driven-bean=Plain";
    private static final String PLAIN = "desk@plain.example";
    private static final String HELD = "hold@held.example";
    private static final String ACCEPTED = "250 2.1.5 Recipient ok";
    private static final Path SERVER_DATA =
            Path.of(System.getProperty("it.directory", "target/it"), "arquillian", "data");

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private ManagementClient management;

    private final String subject = "mail " + UUID.randomUUID();

    @Deployment(testable = false)
    static EnterpriseArchive application() {
        return Archives.ear("life.ear", Plain.class, Held.class);
    }

    @BeforeEach
    void nothing_is_held() throws Exception {
        Files.deleteIfExists(SERVER_DATA.resolve("held"));
        Files.deleteIfExists(SERVER_DATA.resolve("go"));
    }

    @Test
    void a_suspended_server_takes_no_mail_and_a_resumed_one_does() throws Exception {
        Server server = new Server(management);
        try (SmtpClient before = SmtpClient.connect(PORT)) {
            server.run("", "suspend", "suspend-timeout=30");
            assertThat(before.hear()).startsWith("421 4.3.2 ");
            assertThat(SmtpClient.ask(PORT, PLAIN)).isEqualTo("refused");
        } finally {
            server.run("", "resume");
        }
        Await.until("mail is taken again", () -> SmtpClient.ask(PORT, PLAIN).equals(ACCEPTED));
        mailGoesThrough();
    }

    @Test
    void an_undeployed_bean_takes_no_mail_and_one_that_is_deployed_again_does() throws Exception {
        Server server = new Server(management);
        server.run(DEPLOYMENT, "undeploy");
        assertThat(SmtpClient.ask(PORT, PLAIN)).isEqualTo("refused");
        server.run(DEPLOYMENT, "deploy");
        mailGoesThrough();
        server.run(DEPLOYMENT, "redeploy");
        mailGoesThrough();
    }

    @Test
    void a_bean_whose_delivery_is_stopped_takes_mail_later_and_others_on_its_port_take_it_now() throws Exception {
        Server server = new Server(management);
        server.run(PLAIN_BEAN, "stop-delivery");
        try {
            assertThat(SmtpClient.ask(PORT, PLAIN)).startsWith("451 4.3.2 ");
            assertThat(SmtpClient.ask(PORT, "desk@held.example")).isEqualTo(ACCEPTED);
        } finally {
            server.run(PLAIN_BEAN, "start-delivery");
        }
        mailGoesThrough();
    }

    @Test
    void a_session_outlives_a_bean_that_comes_and_goes() throws Exception {
        Server server = new Server(management);
        try (SmtpClient client = SmtpClient.connect(PORT)) {
            server.run(PLAIN_BEAN, "stop-delivery");
            try {
                assertThat(client.mail(PLAIN, subject)).startsWith("451 4.3.2 ");
            } finally {
                server.run(PLAIN_BEAN, "start-delivery");
            }
            client.say("RSET");
            assertThat(client.mail(PLAIN, subject)).startsWith("250 2.0.0 ");
        }
    }

    @Test
    void a_delivery_in_flight_ends_well_while_its_bean_is_undeployed() throws Exception {
        endsWell(server -> server.run(DEPLOYMENT, "undeploy"), server -> server.run(DEPLOYMENT, "deploy"));
    }

    @Test
    void a_delivery_in_flight_ends_well_while_the_server_is_suspended() throws Exception {
        endsWell(server -> server.run("", "suspend", "suspend-timeout=60"), server -> server.run("", "resume"));
    }

    private interface Step {
        Object by(Server server);
    }

    private void endsWell(Step end, Step begin) throws Exception {
        Server server = new Server(management);
        try {
            CompletableFuture<String> reply = CompletableFuture.supplyAsync(() -> mail(HELD, subject), OWN_THREAD);
            Await.until("the bean is at work", () -> Files.exists(SERVER_DATA.resolve("held")));
            CompletableFuture<Object> ended = CompletableFuture.supplyAsync(() -> end.by(server), OWN_THREAD);
            // Undeployed, WildFly lets nobody call the bean any more; suspended, the adapter lets nobody in.
            Await.until("new mail is refused", () -> mail("other@held.example", "mail " + UUID.randomUUID())
                    .startsWith("451 4.3."));
            assertThat(reply).isNotDone();

            Files.createFile(SERVER_DATA.resolve("go"));

            assertThat(reply.get(90, TimeUnit.SECONDS)).startsWith("250 2.0.0 ");
            ended.get(90, TimeUnit.SECONDS);
        } finally {
            begin.by(server);
        }
        assertThat(Relay.shared().await(1, subject)).hasSize(1);
    }

    private static String mail(String recipient, String subject) {
        try {
            return SmtpClient.mail(PORT, recipient, subject);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mailGoesThrough() throws Exception {
        String another = "mail " + UUID.randomUUID();
        assertThat(SmtpClient.mail(PORT, PLAIN, another)).startsWith("250 2.0.0 ");
        Relay.shared().await(1, another);
    }
}
