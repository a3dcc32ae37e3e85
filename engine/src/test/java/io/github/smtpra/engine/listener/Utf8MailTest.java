package io.github.smtpra.engine.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail in UTF-8 over real sockets (RFC 6531). */
class Utf8MailTest {
    @TempDir
    Path directory;

    /** The octets of {@code text} in UTF-8, one in each character, as the client sends them. */
    private static String octets(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    // SRV-133, SRV-271, SRV-276
    @Test
    void a_recipient_is_found_by_any_spelling_and_the_mail_keeps_its_own() throws IOException {
        Desk desk = new Desk();
        try (PostOffice office = new PostOffice(directory)) {
            office.subscribe("desk", "grün@xn--grn-ioa.example", desk);
            try (SmtpClient client = office.client()) {
                assertThat(client.ask(octets("MAIL FROM:<j\u00f8rg@gr\u00fcn.example> SMTPUTF8")))
                        .startsWith("250");
                assertThat(client.ask(octets("RCPT TO:<GRU\u0308N@gr\u00fcn.example>")))
                        .startsWith("250 2.1.5");
                assertThat(client.ask(octets("RCPT TO:<grun@gr\u00fcn.example>")))
                        .startsWith("550 5.1.1");
                assertThat(client.ask("DATA")).startsWith("354");
                assertThat(client.ask(octets("Subject: Gr\u00fc\u00dfe"), "", "text", "."))
                        .startsWith("250");
            }
        }

        Desk.Received mail = desk.mails().get(0);
        assertThat(mail.envelope().options().isSmtpUtf8()).isTrue();
        assertThat(octetsOf(mail))
                .startsWith("Return-Path: <j\u00f8rg@gr\u00fcn.example>\r\n")
                .contains(" with UTF8SMTP id ")
                .contains("for <GRU\u0308N@gr\u00fcn.example>")
                .endsWith("\r\nSubject: Gr\u00fc\u00dfe\r\n\r\ntext\r\n");
    }

    private static String octetsOf(Desk.Received mail) {
        return new String(mail.content().getBytes(ISO_8859_1), UTF_8);
    }

    // SRV-273, SRV-274
    @Test
    void what_is_no_utf8_is_refused_and_not_echoed() throws IOException {
        try (PostOffice office = new PostOffice(directory)) {
            office.subscribe("desk", "desk@example.com", new Desk());
            try (SmtpClient client = office.client()) {
                assertThat(client.ask("MAIL FROM:<\u00e9@x.example>"))
                        .isEqualTo("550 5.6.7 Address has characters outside US-ASCII");
                assertThat(client.ask("MAIL FROM:<\u00e9@x.example> SMTPUTF8"))
                        .startsWith("501 5.1.7 ")
                        .matches("[ -~]+");
            }
        }
    }

    // SRV-290, SRV-291, SRV-297
    @Test
    void what_the_sender_asks_for_reaches_the_bean() throws IOException {
        Desk desk = new Desk();
        try (PostOffice office = new PostOffice(directory, "strangerPriority", "4", "deliverByMinimum", "1m")) {
            office.subscribe("desk", "desk@example.com", desk);
            try (SmtpClient client = office.connect()) {
                client.hear();
                assertThat(client.ask("EHLO c.example").lines()).contains("250-DELIVERBY 60", "250-MT-PRIORITY");
                assertThat(client.ask("MAIL FROM:<a@x.example> MT-PRIORITY=5 BY=3600;R"))
                        .isEqualTo("250 2.3.6 4 is the new priority of the mail");
                client.ask("RCPT TO:<desk@example.com>");
                client.ask("DATA");
                assertThat(client.ask("Subject: x", "", ".")).startsWith("250");
            }
        }

        Desk.Received mail = desk.mails().get(0);
        assertThat(mail.envelope().options().priority()).hasValue(4);
        assertThat(mail.envelope().options().deliverBy().orElseThrow().time())
                .isBetween(Duration.ofSeconds(3500), Duration.ofSeconds(3600));
        assertThat(mail.trace()).contains("\r\n\tPRIORITY 4;");
    }
}
