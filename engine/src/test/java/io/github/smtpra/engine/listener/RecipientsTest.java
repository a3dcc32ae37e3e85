package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.smtp.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which recipients are accepted. */
class RecipientsTest {
    @TempDir
    Path directory;

    private final Desk desk = new Desk();
    private PostOffice office;
    private SmtpClient client;

    @BeforeEach
    void open() throws IOException {
        office = new PostOffice(directory);
        office.subscribe("desk", "desk@example.com *@all.example", desk);
        client = office.client();
        client.ask("MAIL FROM:<>");
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        office.close();
    }

    @ParameterizedTest
    @CsvSource({
        "desk@example.com, 250 2.1.5",
        "Desk@EXAMPLE.com, 250 2.1.5",
        "desk+4711@example.com, 250 2.1.5",
        "anybody@all.example, 250 2.1.5",
        "nobody@example.com, 550 5.1.1",
        "nobody@mx.example, 550 5.1.1",
        "desk@example.net, 550 5.7.1",
        "desk@sub.example.com, 550 5.7.1",
        "postmaster, 250 2.1.5",
        "POSTMASTER@example.com, 250 2.1.5",
        "postmaster@mx.example, 250 2.1.5",
        "postmaster@example.net, 550 5.7.1"
    })
    // SRV-320, SRV-321
    void a_recipient_hears(String recipient, String reply) throws IOException {
        assertThat(client.ask("RCPT TO:<" + recipient + ">")).startsWith(reply);
    }

    @Test
    void a_consumer_refuses_a_recipient_in_its_own_words() throws IOException {
        desk.refuses(Reply.of(452, "4.2.2", "Mailbox full"));

        assertThat(client.ask("RCPT TO:<desk@example.com>")).isEqualTo("452 4.2.2 Mailbox full");
    }

    // SRV-062, SRV-330
    @Test
    void no_consumer_refuses_the_postmaster() throws IOException {
        desk.refuses(Reply.of(550, "5.7.1", "Go away"));

        assertThat(client.ask("RCPT TO:<postmaster>")).startsWith("250");
        assertThat(client.ask("DATA")).startsWith("354");
        assertThat(client.ask("x", ".")).startsWith("250");
    }

    @Test
    void a_consumer_that_throws_when_asked_is_later_and_the_session_goes_on() throws IOException {
        office.subscribe("broken", "broken@example.com", new MailConsumer() {
            @Override
            public Optional<Reply> refusal(RecipientRequest request) {
                throw new IllegalStateException("for the test");
            }

            @Override
            public TransactionOutcome deliver(InboundMail mail) {
                return new TransactionOutcome.Committed();
            }
        });

        assertThat(client.ask("RCPT TO:<broken@example.com>")).startsWith("451 4.3.0");
        assertThat(client.ask("RCPT TO:<desk@example.com>")).startsWith("250");
    }

    @Test
    void the_recipients_of_a_subscription_that_left_hear_later_while_others_are_served() throws IOException {
        Subscription sales = office.subscribe("sales", "sales@example.com", new Desk());
        office.unsubscribe(sales);

        assertThat(client.ask("RCPT TO:<sales@example.com>")).startsWith("451 4.3.2");
        assertThat(client.ask("RCPT TO:<desk@example.com>")).startsWith("250");
    }

    @Test
    void a_mail_whose_subscription_leaves_behind_the_recipient_hears_later() throws IOException {
        Subscription sales = office.subscribe("sales", "sales@example.com", new Desk());
        client.ask("RCPT TO:<sales@example.com>");
        office.unsubscribe(sales);
        client.ask("DATA");

        assertThat(client.ask("x", ".")).startsWith("451 4.3.2");
    }
}
