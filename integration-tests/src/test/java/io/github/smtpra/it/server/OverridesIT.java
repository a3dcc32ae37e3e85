package io.github.smtpra.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.server.app.Elsewhere;
import io.github.smtpra.it.server.app.Plain;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator decides otherwise than the annotations of a bean. */
@ExtendWith(ArquillianExtension.class)
class OverridesIT {
    private static final String ACCEPTED = "250 2.1.5 Recipient ok";
    private static final String PLAIN = "desk@plain.example";

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private ManagementClient management;

    @Deployment(testable = false)
    static EnterpriseArchive application() {
        return Archives.ear("overrides.ear", Plain.class, Elsewhere.class);
    }

    @Test
    void a_system_property_overrides_the_annotation_of_the_bean_that_it_names() throws Exception {
        Server server = new Server(management);
        server.with("smtp-ra.Plain.port", "12533", () -> {
            redeploy(server);
            assertThat(SmtpClient.ask(12533, PLAIN)).isEqualTo(ACCEPTED);
            assertThat(SmtpClient.ask(12526, PLAIN)).isEqualTo("refused");
        });
        redeploy(server);
        assertThat(SmtpClient.ask(12526, PLAIN)).isEqualTo(ACCEPTED);
    }

    @Test
    void a_system_property_of_the_bean_is_nearer_than_one_for_all() throws Exception {
        Server server = new Server(management);
        server.with(
                "smtp-ra.port",
                "12534",
                () -> server.with("smtp-ra.Plain.port", "12533", () -> {
                    redeploy(server);
                    assertThat(SmtpClient.ask(12533, PLAIN)).isEqualTo(ACCEPTED);
                    assertThat(SmtpClient.ask(12534, "desk@elsewhere.example")).isEqualTo(ACCEPTED);
                }));
        redeploy(server);
    }

    private static void redeploy(Server server) {
        server.run("/deployment=overrides.ear", "redeploy");
    }

    /** The server's environment has SMTP_RA_ELSEWHERE_PORT=12529. */
    @Test
    void the_environment_overrides_the_annotation() {
        assertThat(SmtpClient.ask(12529, "desk@elsewhere.example")).isEqualTo(ACCEPTED);
        assertThat(SmtpClient.ask(12528, "desk@elsewhere.example")).isEqualTo("refused");
    }
}
