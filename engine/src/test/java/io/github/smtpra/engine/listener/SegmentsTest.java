package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same session, however it is cut into segments. */
class SegmentsTest {
    private static final String MAILS = crlf("""
            EHLO client.example
            MAIL FROM:<ann@example.org>
            RCPT TO:<desk@example.com>
            RCPT TO:<nobody@example.com>
            DATA
            Subject: one

            ..dot
            .
            MAIL FROM:<>
            RCPT TO:<postmaster>
            DATA
            two
            .
            QUIT
            """);
    private static final String SMUGGLED = crlf("""
            EHLO client.example
            MAIL FROM:<ann@example.org>
            RCPT TO:<desk@example.com>
            DATA
            one~.
            MAIL FROM:<evil@example.org>
            .
            NOOP
            QUIT
            """).replace('~', '\n');

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }

    @TempDir
    Path directory;

    private final Desk desk = new Desk();

    /** All that the server says, to the end of the connection, without the ids. */
    private List<String> session(PostOffice office, String said, int segment) throws IOException {
        try (SmtpClient client = office.connect()) {
            for (int at = 0; at < said.length(); at += segment) {
                client.send(said.substring(at, Math.min(at + segment, said.length())));
            }
            List<String> codes = new ArrayList<>();
            String all = new String(client.socket().getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            for (String line : all.lines().toList()) {
                if (line.charAt(3) == ' ') {
                    codes.add(line.substring(0, 3));
                }
            }
            return codes;
        }
    }

    // SRV-156, SRV-157, SRV-160, SRV-161
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
    void mails_and_their_replies_do_not_depend_on_segments(int segment) throws IOException {
        try (PostOffice office = open()) {
            assertThat(session(office, MAILS, segment))
                    .containsExactly(
                            "220", "250", "250", "250", "550", "354", "250", "250", "250", "354", "250", "221");
            assertThat(desk.bodies()).containsExactly("Subject: one\r\n\r\n.dot\r\n", "two\r\n");
        }
    }

    // SRV-111, SRV-112
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10_000})
    void an_end_that_is_none_stays_content_and_is_refused(int segment) throws IOException {
        try (PostOffice office = open()) {
            assertThat(session(office, SMUGGLED, segment))
                    .containsExactly("220", "250", "250", "250", "354", "554", "250", "221");
            assertThat(desk.mails()).isEmpty();
        }
    }

    @Test
    void two_segments_cut_anywhere_make_the_same_session() throws IOException {
        try (PostOffice office = open()) {
            List<String> whole = session(office, MAILS, MAILS.length());
            for (int cut = 1; cut < MAILS.length(); cut++) {
                assertThat(session(office, MAILS, cut)).as("cut at " + cut).isEqualTo(whole);
            }
        }
    }

    // SRV-010
    @Test
    void a_client_that_has_closed_its_side_still_hears_all_replies() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.connect()) {
            client.send(MAILS);
            client.socket().shutdownOutput();

            assertThat(client.codes(12)).endsWith("354", "250", "221");
        }
    }

    private PostOffice open() throws IOException {
        PostOffice office = new PostOffice(directory);
        office.subscribe("desk", "desk@example.com", desk);
        return office;
    }
}
