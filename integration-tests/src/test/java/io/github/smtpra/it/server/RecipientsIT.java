package io.github.smtpra.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.it.server.app.Counted;
import io.github.smtpra.it.server.app.Picky;
import io.github.smtpra.it.server.app.Untransacted;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several beans share one port; who gets what. */
@ExtendWith(ArquillianExtension.class)
class RecipientsIT {
    private static final int PORT = 12525;

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private ManagementClient management;

    private final String subject = "mail " + UUID.randomUUID();

    @Deployment(testable = false)
    static EnterpriseArchive application() {
        return Archives.earWithLetters("recipients.ear", Picky.class, Counted.class, Untransacted.class);
    }

    // SRV-321
    @Test
    void an_unknown_mailbox_of_a_served_domain_is_refused_for_good() {
        assertThat(SmtpClient.ask(PORT, "nobody@copies.example")).startsWith("550 5.1.1 ");
    }

    // SRV-320
    @Test
    void a_foreign_domain_is_not_relayed_to() {
        assertThat(SmtpClient.ask(PORT, "desk@foreign.example")).startsWith("550 5.7.1 ");
    }

    // SRV-062
    @Test
    void postmaster_is_there_for_every_served_domain_and_without_one() {
        assertThat(SmtpClient.ask(PORT, "Postmaster@copies.example")).startsWith("250 2.1.5 ");
        assertThat(SmtpClient.ask(PORT, "postmaster")).startsWith("250 2.1.5 ");
        assertThat(SmtpClient.ask(PORT, "postmaster@foreign.example")).startsWith("550 5.7.1 ");
    }

    @Test
    void a_sub_address_is_its_mailbox() throws Exception {
        assertThat(SmtpClient.mail(PORT, "Desk+4711@copies.example", subject)).startsWith("250 2.0.0 ");
        assertThat(new Server(management).letters(subject)).isEqualTo(2);
    }

    @Test
    void two_equal_activations_get_a_copy_each() throws Exception {
        assertThat(SmtpClient.mail(PORT, "desk@copies.example", subject)).startsWith("250 2.0.0 ");
        assertThat(new Server(management).letters(subject)).isEqualTo(2);
    }

    @Test
    void a_mail_to_two_beans_reaches_both() throws Exception {
        try (SmtpClient client = SmtpClient.connect(PORT)) {
            assertThat(client.rcpt("desk@copies.example")).startsWith("250 2.1.5 ");
            assertThat(client.say("RCPT TO:<copy@untransacted.example>")).startsWith("250 2.1.5 ");
            assertThat(client.data(subject)).startsWith("250 2.0.0 ");
        }
        assertThat(new Server(management).letters(subject)).isEqualTo(2);
        assertThat(Relay.shared().await(1, subject)).hasSize(1);
    }

    @Test
    void a_bean_that_overrides_onRecipient_accepts_and_refuses_in_its_own_words() {
        assertThat(SmtpClient.ask(PORT, "ann@picky.example")).startsWith("250 2.1.5 ");
        assertThat(SmtpClient.ask(PORT, "unknown@picky.example")).isEqualTo("550 5.1.1 Nobody of that name");
        assertThat(SmtpClient.ask(PORT, "full@picky.example")).isEqualTo("452 4.2.2 The drawer is full");
    }

    @Test
    void a_bean_that_fails_in_onRecipient_is_asked_again_later() {
        assertThat(SmtpClient.ask(PORT, "broken@picky.example")).startsWith("451 4.3.0 ");
    }

    @Test
    void a_refused_recipient_leaves_the_others_their_mail() throws Exception {
        try (SmtpClient client = SmtpClient.connect(PORT)) {
            assertThat(client.rcpt("unknown@picky.example")).startsWith("550 5.1.1 ");
            assertThat(client.say("RCPT TO:<ann@picky.example>")).startsWith("250 2.1.5 ");
            assertThat(client.data(subject)).startsWith("250 2.0.0 Asked ");
        }
    }

    @Test
    void a_bean_that_does_not_override_onRecipient_is_not_called_for_it() throws Exception {
        assertThat(SmtpClient.mail(PORT, "desk@counted.example", subject)).isEqualTo("250 2.0.0 Called: onMail");
    }

    @Test
    void what_is_sent_without_a_transaction_is_delivered() throws Exception {
        assertThat(SmtpClient.mail(PORT, "copy@untransacted.example", subject)).startsWith("250 2.0.0 ");
        assertThat(Relay.shared().await(1, subject)).hasSize(1);
    }

    @Test
    void what_was_sent_without_a_transaction_is_delivered_though_the_bean_failed_afterwards() throws Exception {
        assertThat(SmtpClient.mail(PORT, "throw@untransacted.example", subject)).startsWith("451 4.3.0 ");
        assertThat(Relay.shared().await(1, subject)).hasSize(1);
    }

    @Test
    void a_bean_sends_fifty_mebibytes() throws Exception {
        assertThat(SmtpClient.mail(PORT, "large@untransacted.example", subject)).startsWith("250 2.0.0 ");
        assertThat(Relay.shared().await(1, subject))
                .allSatisfy(mail -> assertThat(mail.size()).isGreaterThan(50L << 20));
    }
}
