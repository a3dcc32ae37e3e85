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

/** A client hears why its connection ends, also one that goes on talking; and the first words. */
class LastWordsTest {
    private static final String MUCH = "x".repeat(300_000);

    @TempDir
    Path directory;

    private final Desk desk = new Desk();

    private PostOffice open(String... properties) throws IOException {
        PostOffice office = new PostOffice(directory, properties);
        office.subscribe("desk", "desk@example.com", desk);
        return office;
    }

    // RFC 5321 §7.8 (SRV-050), §4.1.1.10 (SRV-008)
    @ParameterizedTest
    @ValueSource(strings = {"off", "implicit"})
    void after_many_errors_421_is_heard_behind_all_that_was_sent(String tls) throws IOException {
        String[] bad = new String[60];
        Arrays.fill(bad, "FROB " + "x".repeat(500));
        try (PostOffice office = open("tls", tls);
                SmtpClient client =
                        tls.equals("off") ? office.connect() : office.connect().handshake("TLSv1.3")) {
            client.hear();
            client.say(bad);
            List<String> codes = client.codes(20);
            assertThat(codes.subList(0, 19)).containsOnly("500");
            assertThat(codes.get(19)).isEqualTo("421");
            assertThat(client.hear()).isEmpty();
        }
    }

    // RFC 5321 §4.5.3.1.9 (SRV-092)
    @Test
    void a_line_without_end_is_cut_within_kilobytes_and_421_is_heard() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.client()) {
            client.send(MUCH);
            assertThat(client.hear()).startsWith("421 4.7.0");
            assertThat(client.hear()).isEmpty();
        }
    }

    // SRV-012
    @Test
    void a_request_of_http_is_ended_and_its_body_is_no_mail() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.connect()) {
            client.hear();
            client.send("POST / HTTP/1.1\r\nHost: mx.example\r\n\r\nMAIL FROM:<>\r\nRCPT TO:<desk@example.com>\r\n");
            assertThat(client.hear()).startsWith("421");
            assertThat(client.hear()).isEmpty();
        }
    }

    // RFC 5321 §7.8 (OPS-003)
    @Test
    void a_client_that_is_refused_at_the_door_hears_why_though_it_spoke_first() throws IOException {
        try (PostOffice office = open("maxConnections", "1");
                SmtpClient first = office.client();
                SmtpClient second = office.connect()) {
            second.send("EHLO client.example\r\n".repeat(100));
            assertThat(second.hear()).startsWith("421 4.7.0");
            assertThat(second.hear()).isEmpty();
            assertThat(first.ask("NOOP")).startsWith("250");
        }
    }

    // RFC 5321 §7.8 (OPS-003)
    @Test
    void connections_too_fast_for_one_client_hear_421() throws IOException {
        try (PostOffice office = open("maxConnectionsPerMinute", "2")) {
            for (int i = 0; i < 2; i++) {
                try (SmtpClient client = office.connect()) {
                    assertThat(client.hear()).startsWith("220");
                }
            }
            try (SmtpClient client = office.connect()) {
                assertThat(client.hear()).startsWith("421 4.7.0");
            }
        }
    }

    // RFC 2920 §3.1 (SRV-011), §3.2 (SRV-161): served, with nothing lost.
    @Test
    void who_speaks_before_the_greeting_is_served() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.connect()) {
            client.say("EHLO client.example", "MAIL FROM:<>", "RCPT TO:<desk@example.com>", "DATA", "x", ".", "QUIT");
            assertThat(client.codes(7)).containsExactly("220", "250", "250", "250", "354", "250", "221");
        }
    }

    // RFC 5321 §4.3.1 (SRV-011)
    @Test
    void where_clients_are_watched_who_speaks_before_the_greeting_is_refused() throws IOException {
        try (PostOffice office = open("greetingDelay", "1m");
                SmtpClient client = office.connect()) {
            client.say("EHLO client.example", "MAIL FROM:<>");
            assertThat(client.hear()).startsWith("554 5.5.0");
            assertThat(client.hear()).isEmpty();
        }
    }

    // RFC 5321 §4.3.1 (SRV-001, SRV-011)
    @ParameterizedTest
    @ValueSource(strings = {"optional", "implicit"})
    void where_clients_are_watched_who_waits_is_greeted(String tls) throws IOException {
        try (PostOffice office = open("greetingDelay", "50ms", "tls", tls);
                SmtpClient client = tls.equals("implicit") ? office.connect().handshake("TLSv1.3") : office.connect()) {
            assertThat(client.hear()).startsWith("220 mx.example ");
            client.ask("EHLO client.example");
            assertThat(client.mail("desk@example.com", "x")).startsWith("250");
        }
    }

    // RFC 5321 §3.8 (SRV-010): half-closed, all replies still come.
    @Test
    void a_client_that_has_closed_its_half_gets_all_replies() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.connect()) {
            client.say("EHLO client.example", "MAIL FROM:<>", "RCPT TO:<desk@example.com>", "DATA", "x", ".", "QUIT");
            client.socket().shutdownOutput();
            assertThat(client.codes(7)).containsExactly("220", "250", "250", "250", "354", "250", "221");
            assertThat(client.hear()).isEmpty();
            assertThat(desk.mails()).hasSize(1);
        }
    }

    // RFC 5321 §4.1.1.4 (SRV-119), §4.1.1.10 (SRV-009): what has no end is delivered to nobody.
    @ParameterizedTest
    @ValueSource(strings = {"x", "x\r\n", "x\r\n.", "x\r\n.\r", ""})
    void content_that_ends_with_the_connection_is_delivered_to_nobody(String content) throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.client()) {
            client.data("desk@example.com").send(content);
            client.socket().shutdownOutput();
            assertThat(client.hear()).isEmpty();
            assertThat(desk.mails()).isEmpty();
        }
    }

    // RFC 5321 §4.1.1.10 (SRV-047): under TLS close_notify comes first, or the client sees a truncation.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void quit_under_tls_ends_with_close_notify(String version) throws IOException {
        try (PostOffice office = open("tls", "implicit");
                SmtpClient client = office.connect().handshake(version)) {
            client.hear();
            assertThat(client.ask("QUIT")).startsWith("221");
            assertThat(client.socket().getInputStream().read()).isEqualTo(-1);
        }
    }
}
