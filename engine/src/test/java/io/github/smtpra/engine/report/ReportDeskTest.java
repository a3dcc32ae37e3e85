package io.github.smtpra.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.report.DeliveryOutcome;
import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.api.report.RecipientReport;
import io.github.smtpra.api.report.ReportSource;
import io.github.smtpra.api.report.SentMail;
import io.github.smtpra.api.report.WantedReports;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.engine.SettableClock;
import io.github.smtpra.engine.listener.TransactionOutcome;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the outcome in a real outbox to the bean, round by round, by a clock that is set. */
class ReportDeskTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final TransactionOutcome COMMITTED = new TransactionOutcome.Committed();
    private static final TransactionOutcome ROLLED_BACK = new TransactionOutcome.RolledBack("asked for");
    private static final Diagnosis GONE = new Diagnosis(new EnhancedStatusCode(5, 1, 1), "mx.example", "550 no", "no");

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock(START);
    private final List<DeliveryReport> told = new ArrayList<>();
    private final List<String> bells = new ArrayList<>();
    private Outbox outbox;
    private ReportDesk desk;
    private TransactionOutcome next = COMMITTED;

    @BeforeEach
    void open() throws Exception {
        outbox = Outboxes.acquire(directory, clock);
        desk = desk(Map.of());
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    private ReportDesk desk(Map<String, String> settings) {
        return new ReportDesk(
                new ReportDesk.Parts(
                        outbox::reports,
                        ReportSettings.from(settings(settings)),
                        Runnable::run,
                        () -> bells.add("rung")),
                clock);
    }

    private static Settings settings(Map<String, String> properties) {
        return Settings.of("", properties, Map.of(), Map.of());
    }

    private ReportSubscription subscription(Map<String, String> properties) {
        return new ReportSubscription(
                new ReportSubscription.Terms("bean", ReportSelection.from(settings(properties)), 5),
                report -> {
                    told.add(report);
                    return next;
                },
                new Semaphore(10));
    }

    private void fails(String sender, String channel) throws IOException {
        SendOptions options = SendOptions.NONE
                .withReports(WantedReports.ALL)
                .withReportChannel(channel)
                .withCorrelation("of " + sender);
        Envelope envelope = Envelope.from(sender).to("ann@example.org");
        outbox.submit(List.of(outbox.stage(envelope, options, new ByteArrayInputStream(new byte[0]))));
        ClaimedMail mail = outbox.claim(1).get(0);
        outbox.record(
                mail,
                List.of(new RecipientOutcome(0, mail.recipients().get(0).recipient(), new Outcome.Failed(GONE))),
                List.of());
    }

    private long owed() throws IOException {
        return outbox.reports().statistics().owed();
    }

    private void later(Duration time) {
        clock.advance(time);
    }

    @Test
    void aBeanIsToldAndWhatItHasKeptIsGone() throws Exception {
        desk.add(subscription(Map.of()));
        fails("shop@example.com", "orders");

        desk.round();

        assertThat(told).hasSize(1);
        assertThat(told.get(0).mail().correlation()).contains("of shop@example.com");
        assertThat(told.get(0).recipients())
                .extracting(RecipientReport::outcome)
                .containsExactly(DeliveryOutcome.FAILED);
        assertThat(owed()).isZero();
        desk.round();
        assertThat(told).hasSize(1);
    }

    @Test
    void whatIsRolledBackComesAgainLaterAndLater() throws Exception {
        desk.add(subscription(Map.of()));
        fails("shop@example.com", "orders");
        next = ROLLED_BACK;

        Duration first = desk.round();
        assertThat(first).isBetween(Duration.ofMillis(900), Duration.ofMillis(1100));
        later(first);
        Duration second = desk.round();
        assertThat(second).isBetween(Duration.ofMillis(1800), Duration.ofMillis(2200));
        next = COMMITTED;
        later(second);
        desk.round();

        assertThat(told).extracting(DeliveryReport::redelivered).containsExactly(false, true, true);
        assertThat(told).extracting(DeliveryReport::id).containsOnly(told.get(0).id());
        assertThat(owed()).isZero();
    }

    @Test
    void aReportThatAlwaysFailsHoldsUpNoOther() throws Exception {
        desk.add(subscription(Map.of()));
        next = ROLLED_BACK;
        fails("bad@example.com", "orders");
        desk.round();

        next = COMMITTED;
        fails("good@example.com", "orders");
        desk.round();

        assertThat(told.get(1).mail().sender().text()).isEqualTo("good@example.com");
        assertThat(owed()).isEqualTo(1);
    }

    @Test
    void aReportWaitsForABeanAndIsDroppedWhenItIsTooOld() throws Exception {
        fails("shop@example.com", "orders");
        assertThat(desk.round()).isEqualTo(ReportDesk.ROUND);
        later(Duration.ofDays(6));
        desk.round();
        assertThat(owed()).isEqualTo(1);

        later(Duration.ofDays(2));
        desk.round();

        assertThat(owed()).isZero();
    }

    @Test
    void aReportThatFailsIsGivenUpWithItsAge() throws Exception {
        desk = desk(Map.of("reportAge", "1m"));
        desk.add(subscription(Map.of()));
        next = ROLLED_BACK;
        fails("shop@example.com", "orders");
        for (int i = 0; i < 10; i++) {
            later(desk.round());
        }

        assertThat(owed()).isZero();
        assertThat(told).hasSizeBetween(6, 8);
    }

    @Test
    void beyondTheLimitTheOldestGo() throws Exception {
        desk = desk(Map.of("reportLimit", "2"));
        for (int i = 0; i < 3; i++) {
            fails("shop" + i + "@example.com", "orders");
            later(Duration.ofSeconds(1));
        }
        desk.round();
        assertThat(owed()).isEqualTo(2);

        desk.add(subscription(Map.of()));
        desk.round();

        assertThat(told)
                .extracting(report -> report.mail().sender().text())
                .containsExactly("shop1@example.com", "shop2@example.com");
    }

    @Test
    void aBeanHearsWhatItHasChosen() throws Exception {
        desk.add(subscription(Map.of("channels", "orders", "senders", "*@example.com", "outcomes", "failed, expired")));
        fails("shop@example.com", "orders");
        fails("shop@example.com", "news");
        fails("shop@example.net", "orders");
        fails("", "orders");

        desk.round();
        assertThat(told).hasSize(1);

        desk.add(subscription(Map.of("outcomes", "delivered")));
        desk.round();
        assertThat(told).hasSize(1);

        desk.add(subscription(Map.of("senders", "shop@example.net")));
        desk.round();
        assertThat(told).hasSize(2);
        assertThat(told.get(1).redelivered()).isFalse();
        assertThat(owed()).isEqualTo(2);
    }

    @Test
    void aBeanThatHasGoneHearsNothing() throws Exception {
        ReportSubscription subscription = subscription(Map.of());
        desk.add(subscription);
        desk.remove(subscription);
        assertThat(subscription.close(Duration.ZERO)).isTrue();
        fails("shop@example.com", "orders");

        desk.round();

        assertThat(told).isEmpty();
        assertThat(owed()).isEqualTo(1);
    }

    @Test
    void aBeanThatIsBusyIsAskedAgainInAMoment() throws Exception {
        ReportSubscription busy = new ReportSubscription(
                new ReportSubscription.Terms("busy", ReportSelection.from(settings(Map.of())), 1),
                report -> COMMITTED,
                new Semaphore(1));
        desk.add(busy);
        desk.add(subscription(Map.of("channels", "news")));
        assertThat(busy.enter()).isTrue();
        fails("shop@example.com", "orders");

        assertThat(desk.round()).isEqualTo(Duration.ofSeconds(1));

        busy.deliver(new DeliveryReport("0x", ReportSource.OUTBOX, someMail(), List.of(), START, 1));
        later(Duration.ofSeconds(1));
        desk.round();
        assertThat(owed()).isZero();
    }

    private static SentMail someMail() {
        return new SentMail(new MailId("0m"), ReversePath.NULL, Optional.empty(), SentMail.Labels.NONE);
    }

    @Test
    void anErrorInABeanIsNoCommit() throws Exception {
        desk.add(new ReportSubscription(
                new ReportSubscription.Terms("broken", ReportSelection.from(settings(Map.of())), 1),
                report -> {
                    throw new StackOverflowError("bean");
                },
                new Semaphore(1)));
        fails("shop@example.com", "orders");

        desk.round();

        assertThat(owed()).isEqualTo(1);
    }

    @Test
    void withoutAnOutboxItTriesAgain() {
        ReportDesk without = new ReportDesk(
                new ReportDesk.Parts(
                        () -> {
                            throw new IOException("not open yet");
                        },
                        ReportSettings.from(settings(Map.of())),
                        Runnable::run,
                        () -> {}),
                clock);
        without.add(subscription(Map.of()));

        assertThat(without.round()).isEqualTo(ReportDesk.ROUND);
    }

    @Test
    void aWrongOutcomeIsNamed() {
        assertThatThrownBy(() -> ReportSelection.from(settings(Map.of("outcomes", "bounced"))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("outcomes")
                .hasMessageContaining("bounced")
                .hasMessageContaining("failed");
        assertThatThrownBy(() -> ReportSettings.from(settings(Map.of("reportLimit", "0"))))
                .isInstanceOf(InvalidSettingException.class);
    }
}
