package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail that comes again: because its reply was lost (RFC 1047), or because it is sent twice. */
class ResentMailTest {
    private static final String[] ENVELOPE = {"MAIL FROM:<ann@example.org>", "RCPT TO:<desk@example.com>", "DATA"};

    @TempDir
    Path directory;

    private final Desk desk = new Desk();
    private final Desk sales = new Desk();
    private PostOffice office;

    @BeforeEach
    void open() throws IOException {
        office = new PostOffice(directory);
        office.subscribe("desk", "desk@example.com", desk);
        office.subscribe("sales", "sales@example.com", sales);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private String resend() throws IOException {
        try (SmtpClient client = office.client()) {
            return client.mail("desk@example.com", "x");
        }
    }

    @Test
    void whose_reply_was_lost_hears_the_same_reply_and_no_bean_is_called() throws IOException {
        try (SmtpClient client = office.client()) {
            client.data("desk@example.com").say("x", ".");
            awaitReply(client);
            client.vanish();
        }

        String reply = resend();

        assertThat(reply).startsWith("250 2.0.0 Ok: committed as ");
        assertThat(resend()).isEqualTo(reply);
        assertThat(desk.mails()).hasSize(1);
    }

    @Test
    void whose_reply_was_heard_is_another_mail() throws IOException {
        try (SmtpClient client = office.client()) {
            client.mail("desk@example.com", "x");
            client.mail("desk@example.com", "x");
            client.ask("QUIT");
        }

        assertThat(resend()).startsWith("250");
        assertThat(desk.mails()).hasSize(3);
    }

    @Test
    void with_another_envelope_is_another_mail() throws IOException {
        try (SmtpClient client = office.client()) {
            client.data("desk@example.com").say("x", ".");
            awaitReply(client);
            client.vanish();
        }
        try (SmtpClient client = office.client()) {
            client.mail("desk+2@example.com", "x");
        }

        assertThat(desk.mails()).hasSize(2);
    }

    @Test
    void a_quit_that_was_sent_before_the_reply_does_not_show_that_it_was_heard() throws IOException {
        try (SmtpClient client = office.client()) {
            client.data("desk@example.com").say("x", ".", "QUIT");
            assertThat(client.codes(2)).containsExactly("250", "221");
        }

        assertThat(resend()).startsWith("250");
        assertThat(desk.mails()).hasSize(1);
    }

    @Test
    void a_quit_that_came_while_the_bean_worked_does_not_show_it_either() throws IOException {
        try (SmtpClient client = office.client()) {
            desk.ends(mail -> {
                say(client, "QUIT"); // What is written to the loopback has arrived when the write returns.
                return new TransactionOutcome.Committed();
            });
            client.data("desk@example.com").say("x", ".");
            assertThat(client.codes(2)).containsExactly("250", "221");
        }
        desk.commits();

        assertThat(resend()).startsWith("250");
        assertThat(desk.mails()).hasSize(1);
    }

    private static void say(SmtpClient client, String line) {
        try {
            client.say(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_next_command_of_a_client_that_pipelines_does_not_show_that_it_was_heard() throws IOException {
        try (SmtpClient client = office.client()) {
            client.data("desk@example.com").say("x", ".", ENVELOPE[0], ENVELOPE[1], ENVELOPE[2]);
            assertThat(client.codes(4)).containsExactly("250", "250", "250", "354");
            client.vanish();
        }

        assertThat(resend()).startsWith("250");
        assertThat(desk.mails()).hasSize(1);
    }

    @Test
    void the_next_content_of_a_client_that_pipelines_shows_it() throws IOException {
        try (SmtpClient client = office.client()) {
            client.data("desk@example.com").say("x", ".", ENVELOPE[0], ENVELOPE[1], ENVELOPE[2]);
            assertThat(client.codes(4)).containsExactly("250", "250", "250", "354");
            client.ask("x", ".");
            client.ask("QUIT");
        }

        assertThat(desk.mails()).hasSize(2);
    }

    @Test
    void a_reply_that_was_heard_shows_that_those_before_it_were() throws IOException {
        try (SmtpClient client = office.client()) {
            client.data("desk@example.com").say("x", ".", ENVELOPE[0], ENVELOPE[1], ENVELOPE[2], "y", ".", "NOOP");
            assertThat(client.codes(6)).containsExactly("250", "250", "250", "354", "250", "250");
            client.mail("desk@example.com", "z");
            client.ask("QUIT");
        }
        resend();

        assertThat(desk.bodies()).containsExactly("x\r\n", "y\r\n", "z\r\n", "x\r\n");
    }

    @Test
    void whose_outcome_is_unknown_is_marked_as_redelivered() throws IOException {
        desk.ends(mail -> new TransactionOutcome.Unknown("for the test"));
        assertThat(resend()).startsWith("451");
        desk.commits();

        assertThat(resend()).startsWith("250");
        assertThat(desk.mails()).extracting(Desk.Received::redelivered).containsExactly(false, true);
    }

    @Test
    void that_was_rolled_back_is_not_marked() throws IOException {
        desk.rollsBack();
        assertThat(resend()).startsWith("451");
        desk.commits();

        assertThat(resend()).startsWith("250");
        assertThat(desk.mails()).extracting(Desk.Received::redelivered).containsExactly(false, false);
    }

    @Test
    void reaches_only_the_bean_that_has_not_kept_it() throws IOException {
        sales.rollsBack();
        try (SmtpClient client = office.client()) {
            assertThat(client.data("desk@example.com", "sales@example.com").ask("x", "."))
                    .startsWith("451");
            sales.commits();
            assertThat(client.data("desk@example.com", "sales@example.com").ask("x", "."))
                    .startsWith("250");
            assertThat(desk.mails()).hasSize(1);
            assertThat(sales.mails()).hasSize(2);

            client.data("desk@example.com", "sales@example.com").ask("x", ".");
            assertThat(desk.mails()).as("another mail, once all is heard").hasSize(2);
        }
    }

    @Test
    void while_it_is_in_work_hears_later() throws IOException {
        try (SmtpClient client = office.client()) {
            desk.ends(mail -> {
                assertThat(tryAgain()).startsWith("451 4.3.2");
                return new TransactionOutcome.Committed();
            });

            assertThat(client.mail("desk@example.com", "x")).startsWith("250");
        }
        assertThat(desk.mails()).hasSize(1);
    }

    private String tryAgain() {
        try {
            return resend();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReply(SmtpClient client) {
        PostOffice.await("the reply", () -> {
            try {
                return client.socket().getInputStream().available() > 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
