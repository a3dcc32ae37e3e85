package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When replies go out. */
class PromptRepliesTest {
    @TempDir
    Path directory;

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // RFC 2920 §3.2 (SRV-157)
    @Test
    void half_a_command_holds_back_no_reply() throws IOException {
        try (PostOffice office = new PostOffice(directory)) {
            office.subscribe("desk", "desk@example.com", new Desk());
            try (SmtpClient client = office.client()) {
                client.send("MAIL FROM:<>\r\nRCPT TO:<desk@example.com>\r\nRCPT TO:<de");
                assertThat(client.codes(2)).containsExactly("250", "250");
                assertThat(client.ask("sk+2@example.com>")).startsWith("250");
            }
        }
    }

    // RFC 2920 §3.2 (SRV-158): a bean that is asked for a recipient takes its time.
    @Test
    void the_reply_to_noop_does_not_wait_for_those_of_the_commands_behind_it() throws IOException {
        CountDownLatch heard = new CountDownLatch(1);
        try (PostOffice office = new PostOffice(directory)) {
            office.subscribe("desk", "desk@example.com", new Desk().asks(() -> await(heard)));
            try (SmtpClient client = office.client()) {
                client.say("MAIL FROM:<>", "NOOP", "RCPT TO:<desk@example.com>");
                assertThat(client.codes(2)).containsExactly("250", "250");
                heard.countDown();
                assertThat(client.hear()).startsWith("250 2.1.5");
            }
        }
    }
}
