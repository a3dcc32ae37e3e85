package io.github.smtpra.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.engine.delivery.DeliveryService;
import io.github.smtpra.engine.delivery.DeliverySettings;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import java.io.ByteArrayInputStream;
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

/** Mail to a real Dovecot: by LMTP into a mailbox, which is read back, and by submission after AUTH. */
class DovecotIT {
    private static final int OUR_PORT = 13595;
    private static final Duration DELIVERY = Duration.ofSeconds(60);

    private static DovecotInstance dovecot;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        dovecot = DovecotInstance.start(OUR_PORT);
    }

    @AfterAll
    static void stop() throws Exception {
        if (dovecot != null) {
            dovecot.close();
        }
    }

    /** What is sent, and what is waited for. */
    private interface Sending {
        void run(Outbox outbox) throws Exception;
    }

    private void send(Settings settings, Sending sending) throws Exception {
        try (Outbox outbox = Outboxes.acquire(directory.resolve("outbox"), Clock.systemUTC());
                DeliveryService delivery =
                        new DeliveryService(outbox, DeliverySettings.from(settings), Clock.systemUTC())) {
            delivery.start();
            sending.run(outbox);
        }
    }

    private static void submit(Outbox outbox, Envelope envelope, AwkwardContent content) throws Exception {
        outbox.submit(List.of(outbox.stage(envelope, new ByteArrayInputStream(content.octets()))));
    }

    private static long inMailbox(AwkwardContent content) throws Exception {
        return dovecot.mailbox().stream()
                .filter(mail -> mail.endsWith(content.delivered()))
                .count();
    }

    /** RFC 2033 §4.2 (CLI-019): each recipient by its own reply; the one who is not there is reported to the other. */
    @Test
    void whatWeHandOverByLmtpIsInTheMailboxAndWhoIsNotThereIsReported() throws Exception {
        int before = dovecot.mailbox().size();
        send(dovecot.lmtpSettings(), outbox -> {
            for (AwkwardContent content : AwkwardContent.values()) {
                submit(outbox, Envelope.from("bob@mailbox.example").to("ann@mailbox.example"), content);
            }
            submit(
                    outbox,
                    Envelope.from("ann@mailbox.example").to("nobody@mailbox.example", "ann@mailbox.example"),
                    AwkwardContent.DOTS);
            Await.until(
                    "all mails and a report",
                    DELIVERY,
                    () -> dovecot.mailbox().size() == before + AwkwardContent.values().length + 2);
        });

        for (AwkwardContent content : AwkwardContent.values()) {
            assertThat(inMailbox(content)).as(content.name()).isPositive();
        }
        assertThat(dovecot.mailbox()).anySatisfy(report -> assertThat(report)
                .startsWith("Return-Path: <>\r\n")
                .contains("Final-Recipient: rfc822; nobody@mailbox.example")
                .contains("Action: failed")
                .contains("Diagnostic-Code: smtp; 550 5.1.1"));
    }

    /** RFC 3461 §5.2.2 (CLI-081): LMTP without DSN; a report says that the mail was relayed. */
    @Test
    void aDeliveryThatIsToBeConfirmedIsReportedAsRelayed() throws Exception {
        int before = dovecot.mailbox().size();
        Recipient ann = Recipient.of("ann@mailbox.example").withNotify(Notify.parse("SUCCESS"));
        send(dovecot.lmtpSettings(), outbox -> {
            Envelope envelope = Envelope.from("ann@mailbox.example").withRecipients(List.of(ann));
            submit(outbox, envelope, AwkwardContent.DOTS);
            Await.until("mail and report", DELIVERY, () -> dovecot.mailbox().size() == before + 2);
        });

        assertThat(dovecot.mailbox())
                .anySatisfy(report -> assertThat(report).contains("Action: relayed", "Status: 2."));
    }

    /** RFC 4954 §4, RFC 5802 §5, RFC 7677 (CLI-068, CLI-069). */
    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "PLAIN", "LOGIN"})
    void whatWeSubmitAfterAuthComesBackToUs(String mechanism) throws Exception {
        try (RecordingServer us = RecordingServer.open(OUR_PORT, "us.example", "off", directory.resolve("spool"))) {
            send(dovecot.submissionSettings(mechanism), outbox -> {
                submit(outbox, Envelope.from("ann@mailbox.example").to("bob@us.example"), AwkwardContent.DOTS);
                Await.until("the mail", DELIVERY, () -> us.arrived().size() == 1);
            });

            assertThat(us.arrived().get(0).text()).endsWith(AwkwardContent.DOTS.delivered());
        }
        assertThat(dovecot.log()).contains("Login: user=<ann>, method=" + mechanism + ",");
    }
}
