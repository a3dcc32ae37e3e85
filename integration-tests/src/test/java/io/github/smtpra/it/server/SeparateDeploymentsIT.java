package io.github.smtpra.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.server.app.Mirror;
import io.github.smtpra.it.server.app.Plain;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The adapter as a deployment of its own, as it was built, and an application beside it. */
@ExtendWith(ArquillianExtension.class)
class SeparateDeploymentsIT {
    private static final int PORT = 12526;

    @Deployment(name = "adapter", order = 1, testable = false)
    static ResourceAdapterArchive adapter() {
        return Archives.adapter();
    }

    @Deployment(name = "application", order = 2, testable = false)
    static JavaArchive application() {
        return Archives.beansBesideAdapter("beside.jar", Plain.class, Mirror.class);
    }

    @Test
    void the_application_receives_and_sends() throws Exception {
        String subject = "mail " + UUID.randomUUID();
        assertThat(SmtpClient.mail(PORT, "desk@plain.example", subject)).startsWith("250 2.0.0 ");
        assertThat(Relay.shared().await(1, subject)).hasSize(1);
    }

    @Test
    void the_application_sees_the_api() throws Exception {
        assertThat(seen("io.github.smtpra.api.MailListener"))
                .contains("smtp-ra.rar")
                .contains("smtp-ra-api");
    }

    @Test
    void the_application_does_not_see_what_the_adapter_is_made_of() throws Exception {
        assertThat(seen("org.bouncycastle.asn1.ASN1Object")).isEqualTo("250 2.0.0 not seen");
    }

    private static String seen(String className) throws Exception {
        return SmtpClient.mail(PORT, "desk@mirror.example", className);
    }
}
