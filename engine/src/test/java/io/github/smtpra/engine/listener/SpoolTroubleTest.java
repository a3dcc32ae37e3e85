package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk does not take what arrives. */
class SpoolTroubleTest {
    @TempDir
    Path directory;

    // OPS-002
    @Test
    void content_that_can_not_be_kept_is_refused_for_now_and_the_session_goes_on() throws IOException {
        Desk desk = new Desk();
        try (PostOffice office = new PostOffice(directory)) {
            office.subscribe("desk", "desk@example.com", desk);
            Files.createFile(office.spool()); // Where the directory should be.
            try (SmtpClient client = office.client()) {
                assertThat(client.mail("desk@example.com", "x".repeat(200_000))).startsWith("452 4.3.1");
                assertThat(client.mail("desk@example.com", "small enough for memory"))
                        .startsWith("250 ");
            }
            Files.delete(office.spool());
        }
        assertThat(desk.bodies()).containsExactly("small enough for memory\r\n");
    }
}
