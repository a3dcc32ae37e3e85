package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS from the client's side of the wire. */
class StartTlsTest {
    private static final String INJECTED = "MAIL FROM:<evil@example.org>\r\nRCPT TO:<desk@example.com>\r\n";

    @TempDir
    Path directory;

    private final Desk desk = new Desk();

    private PostOffice open(String... properties) throws IOException {
        PostOffice office = new PostOffice(directory, properties);
        office.subscribe("desk", "desk@example.com", desk);
        return office;
    }

    // SRV-132, SRV-138
    @Test
    void a_mail_comes_over_starttls_and_its_trace_says_so() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.client().startTls()) {
            assertThat(client.ask("EHLO client.example")).doesNotContain("STARTTLS");
            assertThat(client.mail("desk@example.com", "x")).startsWith("250");

            assertThat(desk.mails().get(0).trace())
                    .containsPattern("\\(using TLSv1.3 TLS_[A-Z0-9_]+\\)")
                    .contains(" with ESMTPS id ");
        }
    }

    @Test
    void without_keys_the_certificate_is_for_the_host_and_the_loopback()
            throws IOException, CertificateParsingException {
        try (PostOffice office = open();
                SmtpClient client = office.client().startTls()) {
            assertThat(client.certificate().getSubjectAlternativeNames().stream()
                            .map(name -> name.get(1).toString())
                            .toList())
                    .startsWith("mx.example", "localhost", "127.0.0.1");
        }
    }

    // SRV-191, SRV-194
    @Test
    void what_was_said_before_the_handshake_is_forgotten() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.client().startTls()) {
            assertThat(client.ask("MAIL FROM:<>")).startsWith("503 5.5.1");
        }
    }

    // SRV-161, SRV-192
    @Test
    void commands_behind_starttls_in_the_same_segment_do_not_run() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.client()) {
            client.send("STARTTLS\r\n" + INJECTED);
            assertThat(client.hear()).startsWith("220");
            client.handshake("TLSv1.3");

            assertThat(client.ask("NOOP")).as("the first reply under TLS").startsWith("250 2.0.0 Ok");
            client.ask("EHLO client.example");
            assertThat(client.ask("RCPT TO:<desk@example.com>")).startsWith("503");
        }
    }

    // SRV-192
    @Test
    void commands_behind_starttls_that_pass_a_segment_do_not_run() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.client()) {
            client.send("STARTTLS\r\n" + INJECTED.repeat(100));
            assertThat(client.hear()).startsWith("220");

            assertThatThrownBy(() -> client.handshake("TLSv1.3")).isInstanceOf(IOException.class);
            assertThat(desk.mails()).isEmpty();
        }
    }

    // SRV-193
    @Test
    void text_in_place_of_the_handshake_ends_the_connection_and_no_other() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.client()) {
            client.ask("STARTTLS");
            client.send(INJECTED);

            assertThat(spoken(client)).doesNotContain("250");
            assertThat(office.isServing()).isTrue();
        }
    }

    /** All that the server still says: an alert, perhaps. */
    private static String spoken(SmtpClient client) throws IOException {
        try {
            return new String(client.socket().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException e) {
            return "";
        }
    }

    // SRV-196
    @Test
    void tls_1_1_is_not_spoken() throws IOException {
        // A ClientHello of TLS 1.1 as OpenSSL wrote it, since the JDK no longer makes one.
        byte[] hello = new byte[] {
            0x16,
            3,
            1,
            0,
            47,
            1,
            0,
            0,
            43,
            3,
            2,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            11,
            12,
            13,
            14,
            15,
            16,
            17,
            18,
            19,
            20,
            21,
            22,
            23,
            24,
            25,
            26,
            27,
            28,
            29,
            30,
            31,
            32,
            0,
            0,
            4,
            (byte) 0xc0,
            0x0a,
            0,
            0x2f,
            1,
            0
        };
        try (PostOffice office = open("tls", "implicit");
                SmtpClient client = office.connect()) {
            client.socket().getOutputStream().write(hello);

            byte[] alert = client.socket().getInputStream().readAllBytes();
            assertThat(alert).startsWith(0x15, 3);
            assertThat(alert[alert.length - 1]).as("protocol_version").isEqualTo((byte) 70);
        }
    }

    // SRV-198
    @Test
    void implicit_tls_greets_under_tls_and_does_not_offer_it_again() throws IOException {
        try (PostOffice office = open("tls", "implicit");
                SmtpClient client = office.connect().handshake("TLSv1.2", "TLSv1.3")) {
            assertThat(client.hear()).startsWith("220");
            assertThat(client.ask("EHLO client.example")).doesNotContain("STARTTLS");
            assertThat(client.mail("desk@example.com", "x")).startsWith("250");
            assertThat(desk.mails().get(0).trace()).contains(" with ESMTPS ");
        }
    }

    // SRV-195
    @Test
    void where_tls_is_required_no_mail_comes_without_it() throws IOException {
        try (PostOffice office = open("tls", "required");
                SmtpClient client = office.client()) {
            assertThat(client.ask("MAIL FROM:<>")).startsWith("530 5.7.0");
            client.startTls().ask("EHLO client.example");
            assertThat(client.mail("desk@example.com", "x")).startsWith("250");
        }
    }

    // SRV-034
    @Test
    void without_tls_starttls_is_neither_offered_nor_served() throws IOException {
        try (PostOffice office = open("tls", "off");
                SmtpClient client = office.connect()) {
            client.hear();
            assertThat(client.ask("EHLO client.example")).doesNotContain("STARTTLS");
            assertThat(client.ask("STARTTLS")).startsWith("502");
        }
    }

    // SRV-119, SRV-200
    @Test
    void content_that_is_cut_off_under_tls_is_not_delivered() throws Exception {
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            try (PostOffice office = open();
                    SmtpClient client = office.client()) {
                Socket plain = client.socket();
                client.ask("STARTTLS");
                client.handshake(version).ask("EHLO client.example");
                client.data("desk@example.com").say("x", "", ".y");
                plain.shutdownOutput(); // FIN, without the close_notify of TLS.
                assertThat(client.isClosed()).isTrue();
            } catch (SSLException e) {
                // The server closed in turn.
            }
        }
        assertThat(desk.mails()).isEmpty();
    }
}
