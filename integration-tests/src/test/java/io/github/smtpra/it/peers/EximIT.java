package io.github.smtpra.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.engine.delivery.DeliveryService;
import io.github.smtpra.engine.delivery.DeliverySettings;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Exim has and few others do: AUTH by certificate, and addresses in UTF-8 in both directions. */
class EximIT {
    private static final int OUR_PORT = 13576;
    private static final Duration DELIVERY = Duration.ofSeconds(60);

    private static EximInstance exim;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        exim = EximInstance.start(OUR_PORT);
    }

    @AfterAll
    static void stop() throws Exception {
        if (exim != null) {
            exim.close();
        }
    }

    private void send(Settings settings, Envelope envelope, AwkwardContent content) throws Exception {
        int before = exim.mailbox().size();
        try (Outbox outbox = Outboxes.acquire(directory.resolve("outbox"), Clock.systemUTC());
                DeliveryService delivery =
                        new DeliveryService(outbox, DeliverySettings.from(settings), Clock.systemUTC())) {
            delivery.start();
            outbox.submit(List.of(outbox.stage(envelope, new ByteArrayInputStream(content.octets()))));
            Await.until(
                    "the mail in the mailbox", DELIVERY, () -> exim.mailbox().size() > before);
        }
    }

    /** RFC 4954 §4, RFC 4422 Appendix A (CLI-068). */
    @ParameterizedTest
    @ValueSource(strings = {"EXTERNAL A=external:postfix.example", "CRAM-MD5 A=cram:desk", "LOGIN A=login:desk"})
    void weLogIn(String mechanismAndTrace) throws Exception {
        String[] words = mechanismAndTrace.split(" ", 2);
        send(
                exim.relaySettings(words[0]),
                Envelope.from("ann@mailbox.example").to("ann@mailbox.example"),
                AwkwardContent.DOTS);

        assertThat(exim.log()).contains(" " + words[1] + " ");
    }

    /** RFC 6531 §3.4 (CLI-018). */
    @Test
    void whatWeSendToAnAddressInUtf8IsInTheMailbox() throws Exception {
        Envelope envelope = Envelope.from("ann@mailbox.example")
                .to("jörg@mailbox.example")
                .withOptions(TransferOptions.NONE.withSmtpUtf8());
        send(exim.relaySettings(), envelope, AwkwardContent.EIGHT_BIT);

        assertThat(exim.log()).contains(octets("<jörg@mailbox.example>"));
        assertThat(exim.mailbox()).anySatisfy(mail -> assertThat(mail).endsWith(AwkwardContent.EIGHT_BIT.delivered()));
    }

    /** RFC 6531 §3.4, §4.3 (SRV-271, SRV-133). */
    @Test
    void whatItSendsUsToAnAddressInUtf8Arrives() throws Exception {
        try (RecordingServer us = RecordingServer.open(OUR_PORT, "us.example", "off", directory.resolve("spool"));
                SmtpClient client = new SmtpClient(exim.openPort())) {
            client.command("MAIL FROM:<ann@mailbox.example> SMTPUTF8");
            client.command("RCPT TO:<" + octets("jörg@us.example") + ">");
            client.command("DATA");
            client.command(octets("Subject: Grüße\r\n\r\nHello\r\n."));

            Await.until("the mail", DELIVERY, () -> us.arrived().size() == 1);
            ArrivedContent mail = us.arrived().get(0);
            assertThat(mail.envelope().recipients().toString()).isEqualTo("[<jörg@us.example>]");
            assertThat(mail.envelope().options().isSmtpUtf8()).isTrue();
            assertThat(mail.text()).contains("with UTF8SMTP").contains(octets("Subject: Grüße"));
        }
    }

    /** As it goes over the wire: a character for each octet. */
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
