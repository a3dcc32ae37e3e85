package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content that can not be kept, or that nobody takes. */
class SpoolFailureTest {
    private static final String LARGE = "0123456789abcdef\r\n".repeat(10_000);

    @TempDir
    Path directory;

    private final Desk desk = new Desk();

    // OPS-002
    @Test
    void a_spool_that_can_not_be_written_is_452_and_the_session_goes_on() throws IOException {
        try (PostOffice office = new PostOffice(directory)) {
            Files.writeString(office.spool(), "a file where the directory should be");
            office.subscribe("desk", "desk@example.com", desk);
            try (SmtpClient client = office.client()) {
                assertThat(client.mail("desk@example.com", LARGE)).startsWith("452 4.3.1");
                assertThat(client.mail("desk@example.com", "small")).startsWith("250");
            }
        }
        assertThat(desk.bodies()).containsExactly("small\r\n");
    }

    @Test
    void a_consumer_that_fails_leaves_no_file() throws IOException {
        try (PostOffice office = new PostOffice(directory)) {
            office.subscribe("desk", "desk@example.com", desk.ends(mail -> {
                throw new StackOverflowError("for the test");
            }));
            try (SmtpClient client = office.client()) {
                assertThat(client.mail("desk@example.com", LARGE)).startsWith("451 4.3.0");
                assertThat(office.spoolFiles()).isEmpty();
            }
        }
    }

    // SRV-009, SRV-119
    @Test
    void a_client_that_vanishes_in_the_content_leaves_no_file() throws IOException {
        try (PostOffice office = new PostOffice(directory)) {
            office.subscribe("desk", "desk@example.com", desk);
            SmtpClient client = office.client();
            client.data("desk@example.com").send(LARGE);
            PostOffice.await("a file", () -> holdsFile(office));
            client.vanish();

            PostOffice.await("no file", () -> !holdsFile(office));
        }
    }

    private static boolean holdsFile(PostOffice office) {
        try (Stream<Path> files = Files.list(office.spool())) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void content_can_not_be_opened_behind_its_end() throws IOException {
        ContentSpool spool = new ContentSpool(directory);
        spool.add(ByteBuffer.wrap(new byte[100_000]));
        spool.finish();
        spool.close();

        assertThatThrownBy(spool::open).isInstanceOf(IOException.class).hasMessageContaining("no longer here");
    }
}
