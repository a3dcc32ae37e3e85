package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 3030, over a socket. */
class ChunkingTest {
    private static final String TO_DESK = "MAIL FROM:<ann@example.org>\r\nRCPT TO:<desk@example.com>\r\n";

    @TempDir
    Path directory;

    private final Desk desk = new Desk();

    private PostOffice open() throws IOException {
        PostOffice office = new PostOffice(directory);
        office.subscribe("desk", "desk@example.com", desk);
        return office;
    }

    // SRV-177
    @Test
    void two_mails_and_quit_in_one_write() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.client()) {
            client.send(TO_DESK + "BDAT 5\r\nQUIT\rBDAT 3 LAST\r\n\nab" + TO_DESK + "BDAT 3 LAST\r\nxyzQUIT\r\n");

            assertThat(client.codes(9)).containsExactly("250", "250", "250", "250", "250", "250", "250", "221", "");
            assertThat(desk.bodies()).containsExactly("QUIT\r\nab\r\n", "xyz\r\n");
        }
    }

    // SRV-173, SRV-178
    @Test
    void a_mail_of_many_octets_of_any_kind() throws IOException {
        StringBuilder octets = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            octets.append((char) (i * 31 % 256));
        }
        try (PostOffice office = open();
                SmtpClient client = office.client()) {
            client.ask("MAIL FROM:<ann@example.org> BODY=BINARYMIME");
            client.ask("RCPT TO:<desk@example.com>");
            client.send("BDAT 100000\r\n" + octets.substring(0, 100_000));
            client.send("BDAT 200000 LAST\r\n" + octets.substring(100_000));

            assertThat(client.codes(2)).containsExactly("250", "250");
            assertThat(desk.bodies()).containsExactly(octets.toString());
        }
    }

    // SRV-176
    @Test
    void what_ends_in_a_chunk_goes_to_nobody() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.client()) {
            client.send(TO_DESK + "BDAT 100 LAST\r\nhalf");
            client.codes(2);
            client.vanish();
        }
        assertThat(desk.mails()).isEmpty();
    }
}
