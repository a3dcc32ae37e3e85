package io.github.smtpra.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.engine.delivery.DeliveryService;
import io.github.smtpra.engine.delivery.DeliverySettings;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail to and from mail servers of other houses. */
class OtherServersIT {
    private static final int OUR_PORT = 13575;
    private static final Duration DELIVERY = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    /** Whose server. */
    enum House {
        EXIM("with esmtpsa") {
            @Override
            OtherServer start() throws Exception {
                return EximInstance.start(OUR_PORT);
            }
        },
        OPEN_SMTPD("with ESMTP") {
            @Override
            OtherServer start() throws Exception {
                return OpenSmtpdInstance.start(OUR_PORT);
            }
        };

        private final String protocol;

        House(String protocol) {
            this.protocol = protocol;
        }

        abstract OtherServer start() throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void whatWeSendIsInTheMailbox(House house) throws Exception {
        try (OtherServer server = house.start()) {
            sendAll(server);

            List<String> mailbox = server.mailbox();
            for (AwkwardContent content : AwkwardContent.values()) {
                assertThat(mailbox).as(content.name()).anySatisfy(mail -> assertThat(mail)
                        .endsWith(content.delivered()));
            }
            assertThat(mailbox).allSatisfy(mail -> assertThat(mail).containsIgnoringCase(house.protocol));
        }
    }

    private void sendAll(OtherServer server) throws Exception {
        try (Outbox outbox = Outboxes.acquire(directory.resolve("outbox"), Clock.systemUTC());
                DeliveryService delivery = delivery(outbox, server)) {
            delivery.start();
            for (AwkwardContent content : AwkwardContent.values()) {
                submit(outbox, Envelope.from("ann@mailbox.example").to("ann@mailbox.example"), content);
            }
            Await.until(
                    "all mails in the mailbox",
                    DELIVERY,
                    () -> server.mailbox().size() == AwkwardContent.values().length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRecipientWhomItRefusesIsReportedToTheSender(House house) throws Exception {
        try (OtherServer server = house.start();
                Outbox outbox = Outboxes.acquire(directory.resolve("outbox"), Clock.systemUTC());
                DeliveryService delivery = delivery(outbox, server)) {
            delivery.start();
            submit(
                    outbox,
                    Envelope.from("ann@mailbox.example").to("nobody@mailbox.example", "ann@mailbox.example"),
                    AwkwardContent.DOTS);
            Await.until("mail and report", DELIVERY, () -> server.mailbox().size() == 2);

            assertThat(server.mailbox()).anySatisfy(report -> assertThat(report)
                    .contains("multipart/report")
                    .contains("Final-Recipient: rfc822; nobody@mailbox.example")
                    .contains("Action: failed")
                    .contains("Status: 5."));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatItSendsUsArrives(House house) throws Exception {
        try (OtherServer server = house.start();
                RecordingServer us = RecordingServer.open(OUR_PORT, "us.example", "off", directory.resolve("spool"));
                SmtpClient client = new SmtpClient(server.openPort())) {
            for (AwkwardContent content : AwkwardContent.values()) {
                client.send("ann@mailbox.example", "bob@us.example", content.delivered());
            }
            Await.until("all mails from it", DELIVERY, () -> us.arrived().size() == AwkwardContent.values().length);

            for (AwkwardContent content : AwkwardContent.values()) {
                assertThat(us.arrived(content.name())).as(content.name()).hasSize(1);
                assertThat(us.arrived(content.name()).get(0).text()).endsWith(content.delivered());
            }
        }
    }

    /** The letter K in Exim's log says that it has used CHUNKING. */
    @Test
    void eximSendsUsChunks() throws Exception {
        try (OtherServer server = House.EXIM.start();
                RecordingServer us =
                        RecordingServer.open(OUR_PORT, "us.example", "optional", directory.resolve("spool"));
                SmtpClient client = new SmtpClient(server.openPort())) {
            client.send("ann@mailbox.example", "bob@us.example", AwkwardContent.LARGE.delivered());
            Await.until("the mail", DELIVERY, () -> us.arrived().size() == 1);
            Await.until("its line in the log", DELIVERY, () -> server.log().contains("=> bob@us.example"));

            assertThat(server.log().lines().filter(line -> line.contains("=> bob@us.example")))
                    .singleElement()
                    .asString()
                    .contains(" K ")
                    .contains(" X=TLS1.3:");
        }
    }

    private static DeliveryService delivery(Outbox outbox, OtherServer server) {
        return new DeliveryService(outbox, DeliverySettings.from(server.relaySettings()), Clock.systemUTC());
    }

    private static void submit(Outbox outbox, Envelope envelope, AwkwardContent content) throws Exception {
        outbox.submit(List.of(outbox.stage(envelope, new ByteArrayInputStream(content.octets()))));
    }
}
