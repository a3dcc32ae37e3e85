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
        "postmaster@example.net, 550 5.7.1",
        "abuse@example.com, 250 2.1.5",
        "ABUSE@all.example, 250 2.1.5",
        "abuse@example.net, 550 5.7.1",
        "someone%foreign.example@all.example, 550 5.7.1",
        "someone%all.example@foreign.example, 550 5.7.1",
        "foreign.example!someone@all.example, 550 5.7.1",
        "\"someone@foreign.example\"@all.example, 550 5.7.1",
        "@all.example:someone@foreign.example, 550 5.7.1",
        "someone@[127.0.0.1], 550 5.7.1",
        "some%one@all.example, 250 2.1.5",
        "\"some@one\"@all.example, 250 2.1.5",
        "someone%example.com@all.example, 250 2.1.5",
        "some!one@all.example, 250 2.1.5"
    })
    // RFC 5321 §3.3 (SRV-321), §4.5.1 (SRV-062, SRV-330); RFC 2505 §2.1 (SRV-320)
    void a_recipient_hears(String recipient, String reply) throws IOException {
        assertThat(client.ask("RCPT TO:<" + recipient + ">")).startsWith(reply);
    }

    @Test
    void a_consumer_refuses_a_recipient_in_its_own_words() throws IOException {
        desk.refuses(Reply.of(452, "4.2.2", "Mailbox full"));

        assertThat(client.ask("RCPT TO:<desk@example.com>")).isEqualTo("452 4.2.2 Mailbox full");
    }

    // RFC 2505 §2.7 (SRV-322)
    @Test
    void refusals_can_be_for_now() throws IOException {
        try (PostOffice soft = new PostOffice(directory.resolve("soft"), "refusals", "transient")) {
            soft.subscribe("desk", "desk@example.com", desk);
            try (SmtpClient other = soft.client()) {
                other.ask("MAIL FROM:<>");
                assertThat(other.ask("RCPT TO:<nobody@example.com>")).startsWith("450 4.1.1");
                assertThat(other.ask("RCPT TO:<nobody@example.net>")).startsWith("450 4.7.1");
            }
        }
    }

    // RFC 5321 §4.5.1, RFC 2142 §4 (SRV-330)
    @Test
    void no_consumer_refuses_those_who_hear_of_abuse() throws IOException {
        desk.refuses(Reply.of(550, "5.7.1", "Go away"));

        assertThat(client.ask("RCPT TO:<abuse@example.com>")).startsWith("250");
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
