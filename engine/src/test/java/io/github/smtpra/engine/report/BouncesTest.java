package io.github.smtpra.engine.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.report.DeliveryOutcome;
import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.api.report.RecipientReport;
import io.github.smtpra.api.report.ReportSource;
import io.github.smtpra.api.report.WantedReports;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.engine.listener.ListenerSettings;
import io.github.smtpra.engine.listener.Listeners;
import io.github.smtpra.engine.listener.RecipientPatterns;
import io.github.smtpra.engine.listener.Subscription;
import io.github.smtpra.engine.listener.SubscriptionSettings;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.engine.submission.BounceAddress;
import io.github.smtpra.engine.submission.Submission;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.StagedMail;
import io.github.smtpra.outbox.Terms;
import io.github.smtpra.outbox.ledger.InboundLedger;
import io.github.smtpra.outbox.ledger.LedgerDurability;
import io.github.smtpra.outbox.ledger.LedgerSettings;
import io.github.smtpra.outbox.ledger.Ledgers;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a send to the notification that comes back to our own listener, and to the report that is owed then. */
class BouncesTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path directory;

    private final BounceAddress address = BounceAddress.of(
                    Settings.of("", Map.of("bounceAddress", "Bounces@example.com"), Map.of(), Map.of()))
            .orElseThrow();
    private Outbox outbox;
    private Listeners listeners;
    private InboundLedger ledger;
    private int port;

    @BeforeEach
    void open() throws Exception {
        outbox = Outboxes.acquire(directory.resolve("outbox"), CLOCK);
        listeners = new Listeners(directory.resolve("spool"), report -> {});
        LedgerSettings ledgerSettings = new LedgerSettings(Duration.ofDays(1), LedgerDurability.PROCESS_CRASH);
        ledger = Ledgers.acquire(directory.resolve("ledger"), CLOCK, ledgerSettings);
        Settings settings = Settings.of(
                "",
                Map.of("port", "0", "tls", "off", "hostName", "mx.example.com", "settleTime", "0"),
                Map.of(),
                Map.of());
        Subscription subscription = new Subscription(
                "bounces",
                new SubscriptionSettings(
                        RecipientPatterns.parse("bounceAddress", List.of("bounces@example.com")),
                        5,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        ledgerSettings),
                new Bounces(outbox::reports, address, CLOCK),
                ledger,
                new Semaphore(5));
        port = listeners.attach(ListenerSettings.from(settings), subscription);
    }

    @AfterEach
    void close() {
        listeners.close();
        ledger.close();
        outbox.close();
    }

    private ClaimedMail sent(Envelope envelope) throws Exception {
        Submission counter = new Submission(outbox, "mx.example.com", CLOCK).returningTo(Optional.of(address));
        SendOptions options = SendOptions.NONE.withReports(WantedReports.ALL).withCorrelation("order 17");
        StagedMail staged = counter.with(options)
                .stage(envelope, new ByteArrayInputStream("Subject: x\r\n\r\n".getBytes(US_ASCII)));
        outbox.submit(List.of(staged));
        return outbox.claim(1).get(0);
    }

    private void delivered(ClaimedMail mail) throws IOException {
        Diagnosis ok = new Diagnosis(new EnhancedStatusCode(2, 0, 0), "mx.example.org", "250 ok", "taken");
        outbox.record(
                mail,
                List.of(new RecipientOutcome(0, mail.recipients().get(0).recipient(), new Outcome.Delivered(ok))),
                List.of());
    }

    private static String notification(String envelopeId) {
        return "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nsorry\r\n--b\r\n"
                + "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n" + envelopeId
                + "\r\nFinal-Recipient: rfc822; ann@example.org\r\nAction: failed\r\nStatus: 5.2.2\r\n"
                + "Diagnostic-Code: smtp; 552 5.2.2 full\r\n\r\n--b--\r\n";
    }

    /** The replies to RCPT and, if that was a yes, to the end of the mail. */
    private String bounce(String from, String to, String content) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            in.readLine();
            say(socket, in, "HELO mx.example.org");
            say(socket, in, "MAIL FROM:<" + from + ">");
            String reply = say(socket, in, "RCPT TO:<" + to + ">");
            if (reply.startsWith("250")) {
                say(socket, in, "DATA");
                reply = say(socket, in, content + ".");
                say(socket, in, "QUIT");
            }
            return reply;
        }
    }

    private static String say(Socket socket, BufferedReader in, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
        return String.valueOf(in.readLine());
    }

    private List<DeliveryReport> owed() throws IOException {
        Instant now = Instant.now();
        return outbox.reports().claim(10, now, java.time.Duration.ofSeconds(60));
    }

    // (DSN-003, DSN-004): what is asked of others is understood when it comes back.
    @Test
    void aNotificationToTheMailsOwnAddressIsAReport() throws Exception {
        ClaimedMail mail = sent(Envelope.from("shop@example.com").to("ann@example.org"));
        String path = mail.reversePath().text();
        assertThat(path).matches("Bounces\\+[0-9a-v]{26}@example\\.com");
        assertThat(mail.terms().failures()).isEqualTo(Terms.Failures.TO_APPLICATION);
        delivered(mail);
        assertThat(owed()).extracting(DeliveryReport::source).containsExactly(ReportSource.OUTBOX);

        assertThat(bounce("", path.toUpperCase(Locale.ROOT), notification(""))).startsWith("250 ");

        DeliveryReport report = owed().get(0);
        assertThat(report.source()).isEqualTo(ReportSource.REMOTE);
        assertThat(report.mail().id()).isEqualTo(mail.id());
        assertThat(report.mail().correlation()).contains("order 17");
        assertThat(report.mail().sender().text()).isEqualTo("shop@example.com");
        RecipientReport ann = report.recipients().get(0);
        assertThat(ann.address()).isEqualTo("ann@example.org");
        assertThat(ann.outcome()).isEqualTo(DeliveryOutcome.FAILED);
        assertThat(ann.status()).hasToString("5.2.2");
        assertThat(ann.found().reply()).isEqualTo("552 5.2.2 full");
    }

    @Test
    void theEnvelopeIdIsEnoughWhereTheAddressHasLostItsToken() throws Exception {
        ClaimedMail mail = sent(Envelope.from("shop@example.com").to("ann@example.org"));
        String token = mail.envelope().envelopeId().orElseThrow();
        assertThat(mail.reversePath().text()).contains(token);

        assertThat(bounce("", "bounces@example.com", notification("Original-Envelope-Id: " + token + "\r\n")))
                .startsWith("250 ");

        assertThat(owed()).extracting(report -> report.mail().id()).containsExactly(mail.id());
    }

    @Test
    void whatTheSenderHasSetIsNotChanged() throws Exception {
        ClaimedMail own =
                sent(Envelope.from("shop@example.com").withEnvelopeId("mine").to("ann@example.org"));
        assertThat(own.envelope().envelopeId()).contains("mine");

        ClaimedMail automatic = sent(Envelope.from("").to("ann@example.org"));
        assertThat(automatic.reversePath().isNull()).isTrue();
        assertThat(automatic.terms().failures()).isEqualTo(Terms.Failures.TO_SENDER);
    }

    @Test
    void nobodyCanMakeUpWhatHasBecomeOfAMail() throws Exception {
        ClaimedMail mail = sent(Envelope.from("shop@example.com").to("ann@example.org"));
        String id = mail.id().value();

        assertThat(bounce("", "bounces+" + "0".repeat(26) + "@example.com", notification("")))
                .startsWith("550 5.1.1 ");
        assertThat(bounce("", "bounces+" + id + "@example.com", notification("")))
                .startsWith("550 5.1.1 ");
        assertThat(bounce("", "bounces@example.com", notification("Original-Envelope-Id: " + id + "\r\n")))
                .startsWith("550 5.1.1 ");
        assertThat(bounce("eve@example.net", mail.reversePath().text(), notification("")))
                .startsWith("550 5.7.1 ");
        assertThat(bounce("", mail.reversePath().text(), "Subject: on holiday\r\n\r\nback soon\r\n"))
                .startsWith("550 5.6.0 ");
        assertThat(owed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bounces", "bounces+x@example.com", "aVeryLongLocalPartThatLeavesNoRoomForTokens@example.com"})
    void anAddressWithoutRoomForTokensIsRefused(String wrong) {
        Settings settings = Settings.of("", Map.of("bounceAddress", wrong), Map.of(), Map.of());

        assertThatThrownBy(() -> BounceAddress.of(settings))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("bounceAddress")
                .hasMessageContaining(wrong);
    }
}
