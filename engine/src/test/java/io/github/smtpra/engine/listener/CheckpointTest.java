package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mail whose connection is lost is gone on with in a later session (RFC 1845). */
class CheckpointTest {
    private static final String MAIL = "MAIL FROM:<ann@example.org> TRANSID=<4711@client.example>";
    private static final String LINES = "0123456789abcdef\r\n".repeat(10_000);

    @TempDir
    Path directory;

    private final Desk desk = new Desk();

    private PostOffice open(String... properties) throws IOException {
        PostOffice office = new PostOffice(directory, properties);
        office.subscribe("desk", "desk@example.com", desk);
        return office;
    }

    /** Sends some of a mail, and breaks off. */
    private void interrupt(PostOffice office, String content) throws IOException {
        try (SmtpClient client = office.client()) {
            assertThat(client.ask(MAIL)).startsWith("250");
            client.ask("RCPT TO:<desk@example.com>");
            client.ask("DATA");
            client.send(content).socket().shutdownOutput();
            assertThat(client.hear()).as("the end of the connection").isEmpty();
        }
    }

    private static String begin(PostOffice office, String mail) throws IOException {
        try (SmtpClient client = office.client()) {
            return client.ask(mail);
        }
    }

    // RFC 1845 §3 (SRV-295)
    @ParameterizedTest
    @CsvSource({
        "one\\r\\ntwo\\r\\nthr, 10",
        "one\\r\\ntwo\\r\\n, 10",
        "one\\r\\ntwo\\r, 5",
        "on, 0",
        "one\\r\\n., 5",
        "one\\r\\n.\\r, 5",
        "one\\r\\n..two\\r\\n, 11",
    })
    void the_offset_is_that_of_the_last_whole_line_without_stuffed_dots(String content, long offset)
            throws IOException {
        try (PostOffice office = open();
                SmtpClient client = interrupted(office, content)) {
            assertThat(client.ask(MAIL)).isEqualTo("355 " + offset + " is the transaction offset");
        }
    }

    private SmtpClient interrupted(PostOffice office, String content) throws IOException {
        interrupt(office, content.replace("\\r", "\r").replace("\\n", "\n"));
        return office.client();
    }

    // RFC 1845 §3 (SRV-295)
    @Test
    void the_mail_is_delivered_once_and_whole() throws IOException {
        try (PostOffice office = open()) {
            interrupt(office, "Subject: x\r\n\r\n" + LINES + "cut o");
            try (SmtpClient client = office.client()) {
                assertThat(client.ask(MAIL)).startsWith("355 180014 ");
                assertThat(client.ask("..rest", ".")).startsWith("250 2.0.0");
                assertThat(client.ask(MAIL)).as("afterwards it is another mail").startsWith("250");
            }
            assertThat(desk.bodies()).containsExactly("Subject: x\r\n\r\n" + LINES + ".rest\r\n");
            assertThat(desk.mails().get(0).envelope().recipients()).hasToString("[<desk@example.com>]");
            assertThat(office.spoolFiles()).isEmpty();
        }
    }

    // RFC 1845 §3 (SRV-295)
    @Test
    void a_mail_may_be_interrupted_again_and_again() throws IOException {
        try (PostOffice office = open()) {
            interrupt(office, "one\r\ntw");
            try (SmtpClient client = office.client()) {
                assertThat(client.ask(MAIL)).startsWith("355 5 ");
                client.send("two\r\nthr").socket().shutdownOutput();
                assertThat(client.hear()).isEmpty();
            }
            try (SmtpClient client = office.client()) {
                assertThat(client.ask(MAIL)).startsWith("355 10 ");
                assertThat(client.ask("three", ".")).startsWith("250");
            }
            assertThat(desk.bodies()).containsExactly("one\r\ntwo\r\nthree\r\n");
        }
    }

    // RFC 1845 §2 (SRV-295): the name of the client is part of it, and case counts.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAIL FROM:<ann@example.org> TRANSID=<4712@client.example>",
                "MAIL FROM:<ann@example.org> TRANSID=<4711@CLIENT.example>",
                "MAIL FROM:<ann@example.org>",
                "MAIL FROM:<bob@example.org> TRANSID=<4711@client.example>"
            })
    void another_mail_is_not_mistaken_for_it(String mail) throws IOException {
        try (PostOffice office = open()) {
            interrupt(office, "one\r\n");
            assertThat(begin(office, mail)).startsWith("250");
        }
    }

    // RFC 1845 §2 (SRV-295)
    @Test
    void another_client_does_not_find_it() throws IOException {
        try (PostOffice office = open("xclientNetworks", "127.0.0.1")) {
            interrupt(office, "one\r\n");
            try (SmtpClient client = office.client()) {
                client.ask("EHLO other.example");
                assertThat(client.ask(MAIL)).startsWith("250");
                client.ask("RSET");
                client.ask("XCLIENT ADDR=192.0.2.7");
                client.ask("EHLO client.example");
                assertThat(client.ask(MAIL)).startsWith("250");
            }
            assertThat(begin(office, MAIL)).startsWith("355 5 ");
        }
    }

    // RFC 1845 §3 (SRV-295): what is ended in order is not interrupted.
    @Test
    void what_was_refused_or_reset_or_left_is_forgotten() throws IOException {
        try (PostOffice office = open()) {
            interrupt(office, "one\ntwo\r\n");
            assertThat(begin(office, MAIL)).as("refused").startsWith("250");
            try (SmtpClient client = office.client()) {
                client.ask(MAIL);
                client.ask("RCPT TO:<desk@example.com>");
                client.ask("RSET");
                client.ask(MAIL);
                client.ask("QUIT");
            }
            assertThat(begin(office, MAIL)).startsWith("250");
        }
    }

    @Test
    void the_oldest_go_when_there_is_no_more_room() throws IOException {
        try (PostOffice office = open("checkpointSpace", "250000")) {
            interrupt(office, LINES);
            try (SmtpClient client = office.client()) {
                client.ask(MAIL.replace("4711", "4712"));
                client.ask("RCPT TO:<desk@example.com>");
                client.ask("DATA");
                client.send(LINES).socket().shutdownOutput();
                assertThat(client.hear()).isEmpty();
            }
            assertThat(begin(office, MAIL)).startsWith("250");
            assertThat(begin(office, MAIL.replace("4711", "4712"))).startsWith("355 ");
        }
    }

    @Test
    void nothing_is_left_of_it_when_the_listener_closes() throws IOException {
        PostOffice office = open();
        interrupt(office, LINES);
        assertThat(office.spoolFiles()).hasSize(1);
        office.close();
        assertThat(office.spoolFiles()).isEmpty();
    }

    @Test
    void without_room_it_is_not_offered() throws IOException {
        try (PostOffice office = open("checkpointSpace", "0");
                SmtpClient client = office.client()) {
            assertThat(client.ask("EHLO client.example")).doesNotContain("CHECKPOINT");
            assertThat(client.ask(MAIL)).startsWith("555 5.5.4");
        }
    }
}
