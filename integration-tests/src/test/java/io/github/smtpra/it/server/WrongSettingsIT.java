package io.github.smtpra.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.server.app.Plain;
import io.github.smtpra.it.server.app.wrong.BusyPort;
import io.github.smtpra.it.server.app.wrong.NoKeyStore;
import io.github.smtpra.it.server.app.wrong.NoRecipients;
import io.github.smtpra.it.server.app.wrong.OneOpinion;
import io.github.smtpra.it.server.app.wrong.OtherOpinion;
import io.github.smtpra.it.server.app.wrong.PortAbc;
import io.github.smtpra.it.server.app.wrong.TlsFoo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A setting that can not be used costs the bean that has it its mail, and nobody else anything. */
@ExtendWith(ArquillianExtension.class)
class WrongSettingsIT {
    private static final int BUSY_PORT = 12532;

    /** Taken before the deployment, which is made after this class is initialised. */
    private static final ServerSocket SOMEBODY_ELSE = take(BUSY_PORT);

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private ManagementClient management;

    @Deployment(testable = false)
    static EnterpriseArchive application() {
        return Archives.ear(
                "wrong.ear",
                PortAbc.class,
                NoRecipients.class,
                TlsFoo.class,
                NoKeyStore.class,
                OneOpinion.class,
                OtherOpinion.class,
                BusyPort.class,
                Plain.class);
    }

    private static ServerSocket take(int port) {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_server_is_up_and_the_other_bean_gets_its_mail() throws Exception {
        assertThat(new Server(management).isRunning()).isTrue();
        mailGoesThrough();
    }

    @Test
    void the_log_names_property_value_and_what_is_allowed() {
        ServerLog log = ServerLog.whole();
        log.awaitLineWith("SMTPRA111", "PortAbc", "property port is 'abc'", "allowed: a whole number from 0 to 65535");
        log.awaitLineWith("SMTPRA111", "NoRecipients", "property recipients is ''", "allowed: one or more");
        log.awaitLineWith("SMTPRA111", "TlsFoo", "property tls is 'foo'", "allowed: off, optional, required, implicit");
        log.awaitLineWith("SMTPRA111", "NoKeyStore", "property keyStore is 'missing.p12'", "allowed: a file that");
    }

    @Test
    void of_two_that_disagree_one_gets_its_mail_and_the_log_says_why_the_other_does_not() {
        ServerLog log = ServerLog.whole();
        log.awaitLineWith("SMTPRA111", "Opinion", "property maxSize is '", "other activations on 127.0.0.1:12531");
        assertThat(log.lines())
                .anyMatch(line -> line.contains("is '1048576'; allowed: 2097152")
                        || line.contains("is '2097152'; allowed: 1048576"));
        List<String> answers =
                List.of(SmtpClient.ask(12531, "desk@one.example"), SmtpClient.ask(12531, "desk@other.example"));
        assertThat(answers).containsOnlyOnce("250 2.1.5 Recipient ok");
    }

    @Test
    void a_busy_port_is_tried_again_until_it_is_free() throws Exception {
        ServerLog.whole().awaitLineWith("SMTPRA112", "BusyPort", "can not listen on 127.0.0.1:" + BUSY_PORT);
        SOMEBODY_ELSE.close();
        Await.until("the bean has its port", () -> SmtpClient.ask(BUSY_PORT, "desk@busy.example")
                .equals("250 2.1.5 Recipient ok"));
        assertThat(ServerLog.whole().lines())
                .as("keys were made once, and not at each try")
                .filteredOn(line -> line.contains("SMTPRA001") && line.contains("(smtp-ra-activation"))
                .hasSize(1);
    }

    @Test
    void a_wrong_setting_of_the_adapter_keeps_it_from_sending_but_not_the_server_from_working() throws Exception {
        Server server = new Server(management);
        ServerLog log = new ServerLog();
        server.with("smtp-ra.connectTimeout", "soon", () -> {
            server.run("/deployment=wrong.ear", "redeploy");
            log.awaitLineWith("ERROR", "property connectTimeout is 'soon'", "allowed: a time from");
            assertThat(mail()).startsWith("451 4.3.0 ");
        });
        server.run("/deployment=wrong.ear", "redeploy");
        mailGoesThrough();
    }

    private static String mail() throws IOException {
        return SmtpClient.mail(12526, "desk@plain.example", "mail");
    }

    private static void mailGoesThrough() throws IOException {
        String subject = "mail " + UUID.randomUUID();
        assertThat(SmtpClient.mail(12526, "desk@plain.example", subject)).startsWith("250 2.0.0 ");
        Relay.shared().await(1, subject);
    }
}
