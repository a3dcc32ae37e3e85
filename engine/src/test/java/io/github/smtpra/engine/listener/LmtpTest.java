package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.engine.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 2033: a reply, and a transaction, for each recipient. */
class LmtpTest {
    @TempDir
    Path directory;

    private final Desk support = new Desk();
    private final Desk sales = new Desk();

    private PostOffice open() throws IOException {
        PostOffice office = new PostOffice(directory, "protocol", "lmtp");
        office.subscribe("support", "support@example.com, help@example.com", support);
        office.subscribe("sales", "sales@example.com", sales);
        return office;
    }

    private static SmtpClient greeted(PostOffice office) throws IOException {
        SmtpClient client = office.connect();
        assertThat(client.hear()).startsWith("220 mx.example LMTP");
        assertThat(client.ask("LHLO client.example")).contains("PIPELINING", "ENHANCEDSTATUSCODES");
        return client;
    }

    // SRV-311
    @Test
    void each_recipient_has_a_transaction_and_a_reply_of_its_own() throws IOException {
        sales.rejects(550, "5.7.1");
        try (PostOffice office = open();
                SmtpClient client = greeted(office)) {
            client.data("support@example.com", "nobody@example.com", "sales@example.com", "help@example.com");
            client.say("text", ".");

            assertThat(client.codes(3)).containsExactly("250", "550", "250");
            assertThat(client.ask("NOOP")).startsWith("250");
            assertThat(support.mails())
                    .extracting(mail -> mail.envelope().recipients().toString())
                    .containsExactly("[<support@example.com>]", "[<help@example.com>]");
            assertThat(support.mails().get(0).trace()).contains("with LMTP id");
        }
    }

    @Test
    void a_resent_mail_reaches_those_only_that_did_not_keep_it() throws IOException {
        sales.rollsBack();
        try (PostOffice office = open()) {
            try (SmtpClient client = greeted(office)) {
                client.data("support@example.com", "sales@example.com").say("text", ".");
                assertThat(client.codes(2)).containsExactly("250", "451");
                client.vanish();
            }
            sales.commits();
            try (SmtpClient client = greeted(office)) {
                client.data("support@example.com", "sales@example.com").say("text", ".");
                assertThat(client.codes(2)).containsExactly("250", "250");
            }
        }
        assertThat(support.mails()).hasSize(1);
        assertThat(sales.mails()).hasSize(2);
    }

    // SRV-310
    @Test
    void port_25_is_not_for_lmtp() throws IOException {
        try (PostOffice office = new PostOffice(directory)) {
            assertThatThrownBy(() -> office.settings("protocol", "lmtp", "port", "25"))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("property port is '25'");
        }
    }
}
