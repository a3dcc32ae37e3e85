package io.github.smtpra.outbox.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.queue.ReportStatistics;
import io.github.smtpra.api.report.DeliveryOutcome;
import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.api.report.RecipientReport;
import io.github.smtpra.api.report.RecipientReport.Found;
import io.github.smtpra.api.report.ReportSource;
import io.github.smtpra.api.report.WantedReports;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Mails;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.OwedReports;
import io.github.smtpra.outbox.ReturnToken;
import io.github.smtpra.outbox.Sending;
import io.github.smtpra.outbox.content.MailContent;
import io.github.smtpra.outbox.content.NewMail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must do for the reports that are owed to the application. */
abstract class OwedReportsContract extends AskedOfStoreContract {
    static final Duration LEASE = Duration.ofMinutes(5);
    private static final Diagnosis GONE = new Diagnosis(
            new EnhancedStatusCode(5, 1, 1),
            "mx.example.org",
            "550 5.1.1 nobody",
            "mx.example.org said: 550",
            "TLSv1.3");
    private static final Diagnosis LATE = new Diagnosis(new EnhancedStatusCode(4, 4, 7), "", "", "given up");
    private static final SendOptions ALL = SendOptions.NONE
            .withReports(WantedReports.ALL)
            .withCorrelation("order 17")
            .withIdempotencyKey("key")
            .withReportChannel("orders");

    private static NewMail mail(SendOptions options) {
        return mail(new Sending(Mails.TO_THREE.withEnvelopeId("an id"), options));
    }

    private static NewMail mail(Sending sending) {
        return new NewMail(MailId.next(NOW), sending, 0, NOW, new MailContent.InRow(new byte[0]));
    }

    private NewMail sent(NewMail mail) throws OutboxException {
        store.add(Changes.adding(List.of(mail)), NOW);
        return mail;
    }

    private NewMail ended(SendOptions options, Outcome... outcomes) throws OutboxException {
        NewMail mail = sent(mail(options));
        record(mail, outcomes);
        return mail;
    }

    private List<DeliveryReport> claim(Instant now) throws OutboxException {
        return store.reports().claim(10, now, LEASE);
    }

    /** Ends the leases of reports; returns the time then. */
    abstract Instant endReportLeases() throws Exception;

    @Test
    void whatHasEndedIsOwedWithAllThatIsKnown() throws Exception {
        NewMail mail = ended(ALL, new Outcome.Failed(GONE), new Outcome.Delivered(Mails.OK));
        reopen();

        DeliveryReport report = claim(NOW).get(0);
        assertThat(report.source()).isEqualTo(ReportSource.OUTBOX);
        assertThat(report.time()).isEqualTo(NOW);
        assertThat(report.redelivered()).isFalse();
        assertThat(report.mail().id()).isEqualTo(mail.id());
        assertThat(report.mail().sender()).isEqualTo(ReversePath.parse("help@example.com"));
        assertThat(report.mail().envelopeId()).contains("an id");
        assertThat(report.mail().idempotencyKey()).contains("key");
        assertThat(report.mail().correlation()).contains("order 17");
        assertThat(report.mail().channel()).contains("orders");
        assertThat(report.recipients())
                .containsExactly(
                        new RecipientReport(
                                "ann@example.org",
                                DeliveryOutcome.FAILED,
                                GONE.status(),
                                1,
                                new Found("mx.example.org", "550 5.1.1 nobody", GONE.text(), "TLSv1.3")),
                        new RecipientReport(
                                "bob@example.net",
                                DeliveryOutcome.DELIVERED,
                                Mails.OK.status(),
                                1,
                                new Found("mx.example.org", "250 2.0.0 taken", "delivered", "")));
    }

    @Test
    void eachOutcomeIsToldAsWhatItIs() throws Exception {
        List<Outcome> outcomes = List.of(
                new Outcome.Delivered(Mails.OK),
                new Outcome.Relayed(Mails.OK),
                new Outcome.Deferred(Mails.BUSY, LATER),
                new Outcome.Uncertain(Mails.BUSY, LATER),
                new Outcome.HeldInDoubt(Mails.BUSY),
                new Outcome.Failed(GONE),
                new Outcome.Failed(LATE),
                new Outcome.Postponed(LATER));
        List<DeliveryOutcome> told = new ArrayList<>();
        for (Outcome each : outcomes) {
            ended(SendOptions.NONE.withReports(WantedReports.ALL), each);
            claim(NOW).forEach(report -> told.add(report.recipients().get(0).outcome()));
        }

        assertThat(told)
                .containsExactly(
                        DeliveryOutcome.DELIVERED,
                        DeliveryOutcome.RELAYED,
                        DeliveryOutcome.DEFERRED,
                        DeliveryOutcome.UNCERTAIN,
                        DeliveryOutcome.UNCERTAIN,
                        DeliveryOutcome.FAILED,
                        DeliveryOutcome.EXPIRED);
    }

    @Test
    void nothingIsOwedThatNobodyHasAskedFor() throws Exception {
        ended(SendOptions.NONE, new Outcome.Failed(GONE));
        ended(SendOptions.NONE.withReports(WantedReports.NONE), new Outcome.Failed(GONE));
        ended(SendOptions.NONE.withReports(WantedReports.FAILURES), new Outcome.Delivered(Mails.OK));
        ended(SendOptions.NONE.withReports(WantedReports.ENDS), new Outcome.Deferred(Mails.BUSY, LATER));
        assertThat(store.reports().nextDue(NOW)).isEmpty();

        ended(
                SendOptions.NONE.withReports(WantedReports.FAILURES),
                new Outcome.Deferred(Mails.BUSY, LATER),
                new Outcome.Failed(LATE));
        assertThat(claim(NOW).get(0).recipients())
                .extracting(RecipientReport::address)
                .containsExactly("bob@example.net");
    }

    @Test
    void aMailThatIsTakenOutIsTold() throws Exception {
        NewMail first = sent(mail(SendOptions.NONE.withReports(WantedReports.ENDS)));
        store.take(first.id(), NOW);
        store.add(new Changes(List.of(), List.of(first.id())), NOW);
        NewMail second = sent(mail(SendOptions.NONE.withReports(WantedReports.ENDS)));
        store.take(second.id(), NOW);
        store.prepare(BRANCH, new Changes(List.of(), List.of(second.id())), NOW);
        assertThat(claim(NOW)).extracting(report -> report.mail().id()).containsExactly(first.id());

        store.commit(BRANCH, NOW);

        DeliveryReport report = claim(NOW).get(0);
        assertThat(report.mail().id()).isEqualTo(second.id());
        assertThat(report.recipients())
                .extracting(RecipientReport::outcome)
                .containsOnly(DeliveryOutcome.CANCELLED)
                .hasSize(3);
    }

    @Test
    void whatOneHasInHandNoOtherGetsUntilTheLeaseEnds() throws Exception {
        ended(ALL, new Outcome.Failed(GONE));
        OwedReports reports = store.reports();

        assertThat(reports.claim(1, NOW, LEASE)).hasSize(1);
        assertThat(reports.claim(1, NOW, LEASE)).isEmpty();
        assertThat(reports.nextDue(NOW).orElseThrow()).isBetween(NOW.plus(LEASE.minusMinutes(1)), NOW.plus(LEASE));

        DeliveryReport again = reports.claim(1, endReportLeases(), LEASE).get(0);
        assertThat(again.call()).isEqualTo(2);
        assertThat(again.redelivered()).isTrue();
    }

    @Test
    void whatWasToldIsGoneAndWhatWasToldInVainComesAgain() throws Exception {
        ended(ALL, new Outcome.Failed(GONE));
        ended(ALL.withIdempotencyKey("other"), new Outcome.Failed(GONE));
        OwedReports reports = store.reports();
        List<DeliveryReport> both = claim(NOW);

        reports.told(both.get(0));
        reports.again(both.get(1), LATER);

        assertThat(claim(NOW)).isEmpty();
        assertThat(claim(LATER))
                .extracting(DeliveryReport::id)
                .containsExactly(both.get(1).id());
        assertThat(reports.statistics()).isEqualTo(new ReportStatistics(1, 1, Optional.of(NOW)));
    }

    @Test
    void whatNobodyWasToldIsNoRedeliveryAndIsDueWhenSomebodyListens() throws Exception {
        ended(ALL, new Outcome.Failed(GONE));
        OwedReports reports = store.reports();
        reports.untold(claim(NOW).get(0), LATER);
        assertThat(claim(NOW)).isEmpty();

        reports.somebodyListens(NOW);

        assertThat(claim(NOW).get(0).redelivered()).isFalse();
    }

    @Test
    void whatAProcessHadInHandComesAgainAtOnceWhenItIsBack() throws Exception {
        ended(ALL, new Outcome.Failed(GONE));
        assertThat(claim(NOW)).hasSize(1);

        reopen();

        assertThat(claim(NOW).get(0).redelivered()).isTrue();
    }

    @Test
    void whoComesTooLateChangesNothing() throws Exception {
        ended(ALL, new Outcome.Failed(GONE));
        DeliveryReport first = claim(NOW).get(0);
        store.reports().again(first, NOW);
        assertThat(claim(NOW)).hasSize(1);
        store.reports().told(first);

        store.reports().again(first, NOW);

        assertThat(store.reports().nextDue(NOW)).isEmpty();
    }

    @Test
    void whatIsOldOrTooMuchIsDropped() throws Exception {
        for (int i = 0; i < 5; i++) {
            ended(SendOptions.NONE.withReports(WantedReports.ALL), new Outcome.Failed(GONE));
        }
        OwedReports reports = store.reports();
        assertThat(reports.drop(NOW, 5)).isEmpty();

        assertThat(reports.drop(NOW, 3)).hasSize(2);
        assertThat(reports.drop(NOW, 3)).isEmpty();
        assertThat(reports.drop(NOW.plusMillis(1), 3)).hasSize(3);
        assertThat(reports.statistics()).isEqualTo(new ReportStatistics(0, 0, Optional.empty()));
    }

    @Test
    void theListenerHearsOfEachReport() throws Exception {
        List<String> heard = new ArrayList<>();
        store.reports().onDue(() -> heard.add("due"));

        ended(SendOptions.NONE, new Outcome.Failed(GONE));
        assertThat(heard).isEmpty();
        ended(ALL, new Outcome.Failed(GONE));

        assertThat(heard).hasSize(1);
    }

    private static NewMail awaiting(String token, WantedReports wanted) {
        Envelope envelope = Envelope.from("bounces+" + token + "@example.com")
                .withEnvelopeId(token)
                .to("ann@example.org");
        SendOptions options = SendOptions.NONE.withReports(wanted).withCorrelation("order 17");
        return mail(new Sending(
                envelope, options, Optional.of(new ReturnToken(token, ReversePath.parse("shop@example.com")))));
    }

    @Test
    void aNotificationFindsItsMailInTheQueueAndWhenItIsGone() throws Exception {
        NewMail mail = sent(awaiting("token1", WantedReports.FAILURES));
        OwedReports reports = store.reports();
        RecipientReport failed = new RecipientReport(
                "ann@example.org", DeliveryOutcome.FAILED, new EnhancedStatusCode(5, 2, 2), 0, Found.NOTHING);
        assertThat(reports.awaited("token1", NOW).orElseThrow().sender())
                .isEqualTo(ReversePath.parse("shop@example.com"));
        assertThat(reports.awaited("token2", NOW)).isEmpty();

        record(mail, new Outcome.Delivered(Mails.OK));
        reopen();

        assertThat(store.contains(mail.id())).isFalse();
        assertThat(store.reports().owe("token1", List.of(failed), LATER)).isTrue();
        assertThat(store.reports().owe("token2", List.of(failed), LATER)).isFalse();
        DeliveryReport report = claim(LATER).get(0);
        assertThat(report.source()).isEqualTo(ReportSource.REMOTE);
        assertThat(report.mail().id()).isEqualTo(mail.id());
        assertThat(report.mail().envelopeId()).isEmpty();
        assertThat(report.mail().correlation()).contains("order 17");
        assertThat(report.recipients()).containsExactly(failed);
        assertThat(store.reports().awaited("token1", NOW.plus(AwaitedRows.WINDOW)))
                .isEmpty();
    }

    @Test
    void aReportNamesTheSenderThatTheApplicationHasNamed() throws Exception {
        NewMail mail = sent(awaiting("token3", WantedReports.ALL));

        record(mail, new Outcome.Delivered(Mails.OK));

        assertThat(claim(NOW).get(0).mail().sender()).isEqualTo(ReversePath.parse("shop@example.com"));
    }

    @Test
    void whatIsNotWantedIsNotOwedForANotificationEither() throws Exception {
        sent(awaiting("token4", WantedReports.FAILURES));
        RecipientReport delayed = new RecipientReport(
                "ann@example.org", DeliveryOutcome.DEFERRED, new EnhancedStatusCode(4, 0, 0), 0, Found.NOTHING);

        assertThat(store.reports().owe("token4", List.of(delayed), NOW)).isFalse();
    }

    @Test
    void whatIsRolledBackAwaitsNothing() throws Exception {
        store.prepare(BRANCH, Changes.adding(List.of(awaiting("token5", WantedReports.ALL))), NOW);
        assertThat(store.reports().awaited("token5", NOW)).isEmpty();
        store.rollback(BRANCH);

        assertThat(store.reports().awaited("token5", NOW)).isEmpty();
    }
}
