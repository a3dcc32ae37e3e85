package io.github.smtpra.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.server.app.Legacy;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Code that calls Transport.send goes through the outbox by configuration alone. */
@ExtendWith(ArquillianExtension.class)
class JakartaMailIT {
    private static final int PORT = 12526;

    private final String subject = "mail " + UUID.randomUUID();

    @Deployment(testable = false)
    static EnterpriseArchive application() {
        return Archives.ear("legacy.ear", Legacy.class);
    }

    @Test
    void what_it_sends_is_part_of_the_transaction() throws Exception {
        assertThat(SmtpClient.mail(PORT, "undo@legacy.example", subject)).startsWith("451 ");
        assertThat(SmtpClient.mail(PORT, "keep@legacy.example", subject + " kept"))
                .startsWith("250 ");

        // Mail comes in the order in which it became due: with the second here, the first would be, too.
        assertThat(Relay.shared().await(1, subject + " kept")).hasSize(1);
        assertThat(Relay.shared().with(subject)).isEmpty();
    }
}
