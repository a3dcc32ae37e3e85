package io.github.smtpra.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.server.app.Postroom;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several connection factories share one outbox; the mail of each goes by the factory's route. */
@ExtendWith(ArquillianExtension.class)
class RoutesIT {
    private static final int PORT = 12538;
    private static final int LETTERS = Relay.PORT;
    private static final int INVOICES = 12561;
    private static final int NEWS = 12562;

    @Deployment(testable = false)
    static EnterpriseArchive application() {
        Relay.shared();
        Relay.at(INVOICES);
        Relay.at(NEWS);
        return Archives.earWithDescriptor("routes.ear", "server/ironjacamar-routes.xml", Postroom.class);
    }

    @Test
    void each_mail_goes_by_the_route_of_its_factory() throws Exception {
        String undone = "[undone] " + UUID.randomUUID();
        String done = "[done] " + UUID.randomUUID();
        assertThat(SmtpClient.mail(PORT, "desk@postroom.example", undone)).startsWith("451 ");
        assertThat(SmtpClient.mail(PORT, "desk@postroom.example", done)).startsWith("250 ");

        arrivedAt(LETTERS, "letter ", done, undone);
        arrivedAt(INVOICES, "invoice ", done, undone);
        arrivedAt(NEWS, "news ", done, undone);
    }

    private static void arrivedAt(int port, String kind, String done, String undone) {
        assertThat(Relay.at(port).await(1, kind + done)).hasSize(1);
        for (int peer : new int[] {LETTERS, INVOICES, NEWS}) {
            assertThat(Relay.at(peer).with(kind + undone)).isEmpty();
            assertThat(Relay.at(peer).with(kind + done)).hasSize(peer == port ? 1 : 0);
        }
    }
}
