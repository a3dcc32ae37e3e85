package io.github.smtpra.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.api.report.WantedReports;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.engine.listener.TransactionOutcome;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service with its threads: nobody has to look for what is owed. */
class ReportServiceTest {
    private static final Settings NOTHING_SET = Settings.of("", Map.of(), Map.of(), Map.of());
    private static final Diagnosis GONE = new Diagnosis(new EnhancedStatusCode(5, 1, 1), "mx.example", "550 no", "no");

    @TempDir
    Path directory;

    private static void fail(Outbox outbox) throws Exception {
        Envelope envelope = Envelope.from("shop@example.com").to("ann@example.org");
        SendOptions options = SendOptions.NONE.withReports(WantedReports.FAILURES);
        outbox.submit(List.of(outbox.stage(envelope, options, new ByteArrayInputStream(new byte[0]))));
        ClaimedMail mail = outbox.claim(1).get(0);
        outbox.record(
                mail,
                List.of(new RecipientOutcome(0, mail.recipients().get(0).recipient(), new Outcome.Failed(GONE))),
                List.of());
    }

    @Test
    void whatIsOwedReachesItsBeanAndNothingReachesOneThatHasLeft() throws Exception {
        BlockingQueue<DeliveryReport> told = new LinkedBlockingQueue<>();
        ReportSubscription bean = new ReportSubscription(
                new ReportSubscription.Terms("bean", ReportSelection.from(NOTHING_SET), 2),
                report -> {
                    told.add(report);
                    return new TransactionOutcome.Committed();
                },
                new Semaphore(2));
        try (Outbox outbox = Outboxes.acquire(directory, Clock.systemUTC());
                ReportService service =
                        new ReportService(outbox::reports, ReportSettings.from(NOTHING_SET), Clock.systemUTC())) {
            service.start();
            service.attach(bean);
            fail(outbox);
            fail(outbox);
            assertThat(told.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(told.poll(20, TimeUnit.SECONDS)).isNotNull();

            service.detach(bean, Duration.ofSeconds(20));
            fail(outbox);
            assertThat(outbox.reports().nextDue(java.time.Instant.now())).isPresent();
        }
        assertThat(told).isEmpty();
    }
}
