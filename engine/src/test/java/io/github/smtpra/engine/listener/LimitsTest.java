package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that want too much. */
class LimitsTest {
    @TempDir
    Path directory;

    private final Desk desk = new Desk();

    private PostOffice open(String... properties) throws IOException {
        PostOffice office = new PostOffice(directory, properties);
        office.subscribe("desk", "desk@example.com", desk);
        return office;
    }

    // OPS-003
    @ParameterizedTest
    @ValueSource(strings = {"maxConnections", "maxConnectionsPerClient"})
    void a_connection_too_many_hears_421_and_one_that_ends_makes_room(String limit) throws IOException {
        try (PostOffice office = open(limit, "2");
                SmtpClient first = office.client();
                SmtpClient second = office.client()) {
            try (SmtpClient third = office.connect()) {
                assertThat(third.hear()).startsWith("421 4.7.0");
                assertThat(third.isClosed()).isTrue();
            }
            assertThat(first.ask("QUIT")).startsWith("221");
            assertThat(first.isClosed()).isTrue();
            PostOffice.await("room", office::isServing);
            assertThat(second.ask("NOOP")).startsWith("250");
        }
    }

    // OPS-003
    @Test
    void clients_that_reset_at_once_do_not_hold_up_others() throws IOException {
        try (PostOffice office = open("maxConnectionsPerClient", "1");
                SmtpClient first = office.client()) {
            long begun = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                office.connect().vanish();
            }
            try (SmtpClient last = office.connect()) {
                assertThat(last.hear()).startsWith("421 4.7.0");
            }
            assertThat(System.nanoTime() - begun).isLessThan(1_000_000_000L);
            assertThat(first.ask("NOOP")).startsWith("250");
        }
    }

    // SRV-096
    @Test
    void recipients_over_the_limit_hear_452_and_those_before_are_served() throws IOException {
        String[] recipients = new String[1500];
        Arrays.setAll(recipients, i -> "RCPT TO:<desk+" + i + "@example.com>");
        try (PostOffice office = open("maxRecipients", "1000");
                SmtpClient client = office.client()) {
            client.ask("MAIL FROM:<ann@example.org>");
            client.say(recipients);

            List<String> codes = client.codes(1500);
            assertThat(codes.subList(0, 1000)).containsOnly("250");
            assertThat(codes.subList(1000, 1500)).containsOnly("452");
            client.ask("DATA");
            assertThat(client.ask("x", ".")).startsWith("250");
            assertThat(desk.mails().get(0).envelope().recipients()).hasSize(1000);
        }
    }

    // SRV-092
    @Test
    void octets_without_a_line_end_are_cut_within_kilobytes() throws IOException {
        String block = "x".repeat(4096);
        long sent = 0;
        try (PostOffice office = open();
                SmtpClient client = office.client()) {
            client.socket().setSendBufferSize(4096);
            for (; sent < 200L << 20; sent += block.length()) {
                client.send(block);
            }
        } catch (IOException e) {
            // Cut: what was sent so far lay in the buffers of the sockets.
        }
        assertThat(sent).isLessThan(20L << 20);
    }

    // SRV-012
    @Test
    void a_request_of_http_ends_the_session() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.connect()) {
            client.hear();

            assertThat(client.ask("POST / HTTP/1.1", "Host: mx.example", "", "MAIL FROM:<>", ""))
                    .startsWith("421 4.7.0");
            assertThat(client.isClosed()).isTrue();
        }
    }

    // SRV-050
    @Test
    void a_client_with_too_many_errors_is_sent_away() throws IOException {
        String[] bad = new String[60];
        Arrays.fill(bad, "FOO");
        try (PostOffice office = open("maxErrors", "5");
                SmtpClient client = office.client()) {
            client.say(bad);

            assertThat(client.codes(5)).containsExactly("500", "500", "500", "500", "421");
            assertThat(client.isClosed()).isTrue();
        }
    }

    // RFC 9422 §4.1 (SRV-294)
    @Test
    void a_session_has_no_more_mails_than_was_announced() throws IOException {
        try (PostOffice office = open("maxMails", "2");
                SmtpClient client = office.connect()) {
            client.hear();
            assertThat(client.ask("EHLO client.example")).contains("LIMITS RCPTMAX=1000 MAILMAX=2");
            assertThat(client.mail("desk@example.com", "one")).startsWith("250");
            assertThat(client.mail("desk@example.com", "two")).startsWith("250");

            assertThat(client.ask("MAIL FROM:<a@b.example>")).startsWith("421 4.7.0");
            assertThat(client.isClosed()).isTrue();
        }
    }

    // SRV-153
    @Test
    void a_mail_over_the_size_is_refused_at_its_end_and_leaves_no_file() throws IOException {
        try (PostOffice office = open("maxSize", "100k");
                SmtpClient client = office.client()) {
            String reply = client.mail("desk@example.com", "0123456789abcdef\r\n".repeat(10_000));

            assertThat(reply).startsWith("552 5.3.4");
            assertThat(office.spoolFiles()).isEmpty();
            assertThat(client.mail("desk@example.com", "small")).startsWith("250");
        }
    }
}
