package io.github.smtpra.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.engine.delivery.DeliveryService;
import io.github.smtpra.engine.delivery.DeliverySettings;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail to and from a real Postfix. */
class PostfixIT {
    private static final int CLEAR = 13563;
    private static final int TLS = 13564;
    private static final Duration DELIVERY = Duration.ofSeconds(60);

    /** The header fields that Postfix puts before a mail. */
    private static final String TRACE =
            "(?:(?:Return-Path|Delivered-To|X-Original-To|Received): [^\r\n]*\r\n(?:[\t ][^\r\n]*\r\n)*)+";

    private static PostfixInstance postfix;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        postfix = PostfixInstance.start(CLEAR, TLS);
    }

    @AfterAll
    static void stop() throws IOException {
        if (postfix != null) {
            postfix.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatPostfixSendsUsInTheClearArrives(AwkwardContent content) throws Exception {
        assertThat(throughPostfix(CLEAR, "off", "clear.example", content)).doesNotContain("(using TLS");
    }

    @ParameterizedTest
    @EnumSource
    void whatPostfixSendsUsWithStartTlsArrives(AwkwardContent content) throws Exception {
        assertThat(throughPostfix(TLS, "required", "tls.example", content)).contains("(using TLSv1.3 ");
    }

    /** RFC 2033 §4.2: a reply, and a transaction, for each recipient (SRV-310, SRV-311). */
    @Test
    void whatPostfixHandsOverByLmtpArrivesOnceForEachRecipient() throws Exception {
        Map<String, String> lmtp = Map.of(
                "port", PostfixInstance.LMTP + "", "recipients", "*@lmtp.example", "protocol", "lmtp", "tls", "off");
        try (RecordingServer server = RecordingServer.open(lmtp, directory.resolve("spool"));
                SmtpClient client = new SmtpClient(PostfixInstance.OPEN)) {
            client.command("MAIL FROM:<ann@mailbox.example>");
            client.command("RCPT TO:<bob@lmtp.example>");
            client.command("RCPT TO:<cal@lmtp.example>");
            client.command("DATA");
            client.command(SmtpClient.dotStuffed(AwkwardContent.DOTS.delivered()) + ".");

            Await.until("both copies", DELIVERY, () -> server.arrived().size() == 2);
            assertThat(server.arrived())
                    .extracting(mail -> mail.envelope().recipients().toString())
                    .containsExactlyInAnyOrder("[<bob@lmtp.example>]", "[<cal@lmtp.example>]");
            assertThat(server.arrived())
                    .allSatisfy(mail -> assertThat(mail.text()).contains("with LMTP"));
        }
    }

    /** RFC 6531 §3.4, §4.3 (SRV-271, SRV-133). */
    @Test
    void whatPostfixSendsToAnAddressInUtf8Arrives() throws Exception {
        try (RecordingServer server = RecordingServer.open(CLEAR, "clear.example", "off", directory.resolve("spool"));
                SmtpClient client = new SmtpClient(PostfixInstance.OPEN)) {
            client.command("MAIL FROM:<ann@mailbox.example> SMTPUTF8");
            client.command("RCPT TO:<" + octets("jörg@clear.example") + ">");
            client.command("DATA");
            client.command(octets("Subject: Grüße\r\n\r\nHello\r\n."));

            Await.until("the mail", DELIVERY, () -> server.arrived().size() == 1);
            ArrivedContent mail = server.arrived().get(0);
            assertThat(mail.envelope().recipients().toString()).isEqualTo("[<jörg@clear.example>]");
            assertThat(mail.envelope().options().isSmtpUtf8()).isTrue();
            assertThat(mail.text()).contains("with UTF8SMTP").contains(octets("Subject: Grüße"));
        }
    }

    /** RFC 6531 §3.4 (CLI-018). */
    @Test
    void whatWeSendToAnAddressInUtf8IsInTheMailbox() throws Exception {
        try (Outbox outbox = Outboxes.acquire(directory.resolve("outbox"), Clock.systemUTC());
                DeliveryService delivery = delivery(outbox)) {
            delivery.start();
            Envelope envelope = Envelope.from("ann@mailbox.example")
                    .to("jörg@mailbox.example")
                    .withOptions(TransferOptions.NONE.withSmtpUtf8());
            submit(outbox, envelope, AwkwardContent.EIGHT_BIT);

            Await.until(
                    "the mail in the mailbox",
                    DELIVERY,
                    () -> postfix.mailbox("jorg").size() == 1);
        }
        assertBehindTrace(postfix.mailbox("jorg").get(0), AwkwardContent.EIGHT_BIT);
    }

    /** As it goes over the wire: a character for each octet. */
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private String throughPostfix(int port, String tls, String domain, AwkwardContent content) throws Exception {
        try (RecordingServer server = RecordingServer.open(port, domain, tls, directory.resolve("spool"));
                SmtpClient client = new SmtpClient(PostfixInstance.OPEN)) {
            client.send("ann@mailbox.example", "bob@" + domain, content.delivered());

            Await.until(
                    "the mail from Postfix", DELIVERY, () -> !server.arrived().isEmpty());
            ArrivedContent mail = server.arrived().get(0);
            assertThat(mail.envelope().reversePath().text()).isEqualTo("ann@mailbox.example");
            assertBehindTrace(mail.asSent(), content);
            return mail.text();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWeSendThroughPostfixIsInTheMailbox(AwkwardContent content) throws Exception {
        int before = postfix.mailbox("bob").size();
        try (Outbox outbox = Outboxes.acquire(directory.resolve("outbox"), Clock.systemUTC());
                DeliveryService delivery = delivery(outbox)) {
            delivery.start();

            submit(outbox, Envelope.from("ann@mailbox.example").to("bob@mailbox.example"), content);

            Await.until(
                    "the mail in the mailbox",
                    DELIVERY,
                    () -> postfix.mailbox("bob").size() > before);
        }
        List<String> named = postfix.mailbox("bob").stream()
                .filter(mail -> mail.contains("\r\nSubject: " + content.name() + "\r\n"))
                .toList();
        assertThat(named).hasSize(1);
        assertBehindTrace(named.get(0), content);
        assertThat(named.get(0)).contains("ESMTPSA");
    }

    @Test
    void aRecipientWhomPostfixRefusesIsReportedToTheSender() throws Exception {
        try (Outbox outbox = Outboxes.acquire(directory.resolve("outbox"), Clock.systemUTC());
                DeliveryService delivery = delivery(outbox)) {
            delivery.start();

            Envelope envelope =
                    Envelope.from("ann@mailbox.example").to("nobody@mailbox.example", "ann@mailbox.example");
            submit(outbox, envelope, AwkwardContent.DOTS);

            Await.until(
                    "mail and report in the sender's mailbox",
                    DELIVERY,
                    () -> postfix.mailbox("ann").size() == 2);
        }
        List<String> reports = postfix.mailbox("ann").stream()
                .filter(mail -> mail.contains("multipart/report"))
                .toList();
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0))
                .startsWith("Return-Path: <>\r\n")
                .contains("Final-Recipient: rfc822; nobody@mailbox.example")
                .contains("Action: failed")
                .contains("Status: 5.1.1")
                .contains("Diagnostic-Code: smtp; 550 5.1.1");
    }

    private static DeliveryService delivery(Outbox outbox) {
        return new DeliveryService(outbox, DeliverySettings.from(postfix.relaySettings()), Clock.systemUTC());
    }

    private static void submit(Outbox outbox, Envelope envelope, AwkwardContent content) throws Exception {
        outbox.submit(List.of(outbox.stage(envelope, new ByteArrayInputStream(content.octets()))));
    }

    private static void assertBehindTrace(String mail, AwkwardContent content) {
        assertThat(mail).endsWith(content.delivered());
        String trace = mail.substring(0, mail.length() - content.delivered().length());
        assertThat(trace).matches(TRACE);
    }
}
