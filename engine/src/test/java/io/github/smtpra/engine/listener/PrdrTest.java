package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Reply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PRDR (draft-hall-prdr): each recipient is a delivery with a transaction of its own. */
class PrdrTest {
    @TempDir
    Path directory;

    // draft-hall-prdr-00 §4.5
    @Test
    void each_recipient_is_answered_and_one_that_is_refused_keeps_none_from_the_mail() throws IOException {
        Desk desk = new Desk()
                .ends(mail -> mail.envelope().recipients().get(0).toString().contains("full")
                        ? new TransactionOutcome.Rejected(Reply.of(452, "4.2.2", "Mailbox full"))
                        : new TransactionOutcome.Committed());
        try (PostOffice office = new PostOffice(directory)) {
            office.subscribe("desk", "*@example.com", desk);
            try (SmtpClient client = office.client()) {
                client.say(
                        "MAIL FROM:<ann@example.org> PRDR",
                        "RCPT TO:<one@example.com>",
                        "RCPT TO:<full@example.com>",
                        "RCPT TO:<two@example.com>",
                        "DATA");
                assertThat(client.codes(5)).containsExactly("250", "250", "250", "250", "354");
                client.say("x", ".", "NOOP");
                assertThat(client.codes(6)).containsExactly("353", "250", "452", "250", "250", "250");
            }
        }
        assertThat(desk.mails())
                .extracting(mail -> mail.envelope().recipients().toString())
                .containsExactly("[<one@example.com>]", "[<full@example.com>]", "[<two@example.com>]");
    }
}
