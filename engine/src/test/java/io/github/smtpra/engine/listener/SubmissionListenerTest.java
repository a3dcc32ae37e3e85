package io.github.smtpra.engine.listener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.protocol.sasl.Base64Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The submission role over real sockets (RFC 6409, RFC 8314). */
class SubmissionListenerTest {
    private static final String KEYS = "{SCRAM-SHA-256}4096$W22ZaJ0SNY7soEsUEjb6gQ=="
            + "$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=$wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=\n";

    @TempDir
    Path directory;

    private final Desk desk = new Desk();

    private PostOffice open(String... properties) throws IOException {
        Path users = Files.writeString(directory.resolve("users"), "ann@x.example:" + KEYS + "bob:" + KEYS);
        List<String> all = new ArrayList<>(List.of("protocol", "submission", "usersFile", users.toString()));
        all.addAll(List.of(properties));
        PostOffice office = new PostOffice(directory, all.toArray(new String[0]));
        office.subscribe("desk", "*", desk, "protocol", "submission");
        return office;
    }

    private static SmtpClient as(PostOffice office, String user) throws IOException {
        SmtpClient client = office.client().startTls();
        client.ask("EHLO client.example");
        String response = Base64Text.encode(("\0" + user + "\0pencil").getBytes(UTF_8));
        assertThat(client.ask("AUTH PLAIN " + response)).startsWith("235");
        return client;
    }

    // SRV-198, SRV-240, SRV-249
    @Test
    void without_tls_and_auth_nothing_is_taken() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.client()) {
            assertThat(client.ask("MAIL FROM:<ann@x.example>"))
                    .isEqualTo("530 5.7.0 Must issue a STARTTLS command first");
            client.startTls();
            assertThat(client.ask("EHLO client.example")).doesNotContain("ETRN");
            assertThat(client.ask("MAIL FROM:<ann@x.example>")).isEqualTo("530 5.7.0 Authentication required");
        }
        assertThat(desk.mails()).isEmpty();
    }

    // SRV-246, SRV-250, SRV-251
    @Test
    void both_ports_offer_the_same_after_the_handshake() throws IOException {
        String behindStartTls;
        try (PostOffice office = open();
                SmtpClient client = office.client().startTls()) {
            behindStartTls = client.ask("EHLO client.example");
        }
        try (PostOffice office = open("tls", "implicit");
                SmtpClient client = office.connect().handshake("TLSv1.3")) {
            client.hear();
            assertThat(client.ask("EHLO client.example").replaceAll("FUTURERELEASE.*", ""))
                    .isEqualTo(behindStartTls.replaceAll("FUTURERELEASE.*", ""))
                    .contains("PIPELINING", "ENHANCEDSTATUSCODES", "8BITMIME", "DSN", "AUTH ", "REQUIRETLS");
        }
        assertThat(behindStartTls).containsPattern("FUTURERELEASE 2592000 20\\d\\d-");
    }

    // SRV-060, SRV-241, SRV-243, SRV-252
    @Test
    void users_send_as_themselves_to_everybody() throws IOException {
        try (PostOffice office = open("senders", "own bob=info@x.example");
                SmtpClient ann = as(office, "ann@x.example");
                SmtpClient bob = as(office, "bob")) {
            assertThat(ann.ask("MAIL FROM:<info@x.example>"))
                    .isEqualTo("550 5.7.1 Sender is not one that this user may use");
            assertThat(ann.ask("MAIL FROM:<ann@localhost>")).startsWith("553 5.1.7");
            assertThat(ann.ask("MAIL FROM:<ann@x.example>")).startsWith("250");
            assertThat(ann.ask("RCPT TO:<any@body.example>")).startsWith("250");
            assertThat(ann.ask("RCPT TO:<any@localhost>")).startsWith("553 5.1.3");
            assertThat(bob.ask("MAIL FROM:<info@x.example>")).startsWith("250");
            bob.ask("RSET");
            assertThat(bob.ask("MAIL FROM:<bob@mx.example>")).startsWith("250");
            bob.ask("RSET");
            assertThat(bob.ask("MAIL FROM:<>")).startsWith("250");
        }
    }

    // SRV-135, SRV-244, SRV-245, SRV-248, SRV-253, MSG-009
    @Test
    void what_goes_on_is_complete_and_has_no_blind_copies() throws IOException {
        String body = "x".repeat(100_000);
        try (PostOffice office = open();
                SmtpClient client = as(office, "ann@x.example")) {
            client.ask("MAIL FROM:<ann@x.example>");
            client.ask("RCPT TO:<b@y.example>");
            client.ask("DATA");
            String reply = client.ask(
                    "Return-Path: <eve@z.example>",
                    "Bcc: secret@z.example,",
                    " more@z.example",
                    "Subject: x",
                    "From: boss@x.example",
                    "",
                    "Bcc: in the body",
                    body.replaceAll("(x{900})", "$1\r\n"),
                    ".");
            assertThat(reply).startsWith("250");
        }

        String content = desk.mails().get(0).content();
        assertThat(content)
                .startsWith("Received: from client.example")
                .contains("with ESMTPSA id ", "\r\nSubject: x\r\nFrom: boss@x.example\r\n\r\nBcc: in the body\r\n")
                .containsPattern(
                        "\r\nDate: .* \\+0000\r\nMessage-ID: <\\w+@mx\\.example>\r\nSender: ann@x\\.example\r\nSubject: x")
                .doesNotContain("z.example", "Return-Path");
    }

    // MSG-022
    @Test
    void the_trace_shows_no_client_where_that_is_set() throws IOException {
        try (PostOffice office = open("clientInTrace", "withheld");
                SmtpClient client = as(office, "ann@x.example")) {
            client.ask("MAIL FROM:<ann@x.example>");
            client.ask("RCPT TO:<b@y.example>");
            client.ask("DATA");
            assertThat(client.ask("Subject: x", "", ".")).startsWith("250");
        }
        assertThat(desk.mails().get(0).content())
                .startsWith("Received: from mx.example\r\n\t(using TLS")
                .doesNotContain("client.example", "127.0.0.1");
    }

    // SRV-242
    @Test
    void a_header_that_names_nobody_is_refused_at_the_end_of_the_content() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = as(office, "ann@x.example")) {
            client.ask("MAIL FROM:<ann@x.example>");
            client.ask("RCPT TO:<b@y.example>");
            client.ask("DATA");
            assertThat(client.ask("From: ann@@x", "", ".")).startsWith("554 5.6.0");
            assertThat(client.ask("MAIL FROM:<ann@x.example>")).startsWith("250");
        }
        assertThat(desk.mails()).isEmpty();
    }

    // SRV-296
    @Test
    void a_hold_reaches_the_bean() throws IOException {
        try (PostOffice office = open("futureRelease", "1h");
                SmtpClient client = as(office, "ann@x.example")) {
            assertThat(client.ask("MAIL FROM:<ann@x.example> HOLDFOR=3601")).startsWith("501 5.5.4");
            client.ask("MAIL FROM:<ann@x.example> HOLDFOR=3600");
            client.ask("RCPT TO:<b@y.example>");
            client.ask("DATA");
            assertThat(client.ask("Subject: x", "", ".")).startsWith("250");
        }
        assertThat(desk.mails().get(0).envelope().options().hold()).isPresent();
    }
}
