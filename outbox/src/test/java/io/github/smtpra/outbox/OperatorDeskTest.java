package io.github.smtpra.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.WhenUncertain;
import io.github.smtpra.api.queue.DestinationOutcomes;
import io.github.smtpra.api.queue.DestinationStatistics;
import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.api.queue.QueueSelection;
import io.github.smtpra.api.queue.QueueStatistics;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.queue.QueuedMail.State;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Hold;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.outbox.branch.TestXid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators can do, and what they can not. */
class OperatorDeskTest {
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private Outbox outbox;
    private MailQueue queue;

    @BeforeEach
    void open() throws OutboxException {
        outbox = Outboxes.acquire(directory, clock);
        queue = outbox.queue();
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    private void reopen() throws OutboxException {
        outbox.close();
        open();
    }

    private MailId sent(String... to) throws IOException {
        return sent(Envelope.from("help@example.com").to(to));
    }

    private MailId sent(Envelope envelope) throws IOException {
        return outbox.submit(List.of(outbox.stage(envelope, Mails.text("Subject: x\n\nhello\n"))))
                .get(0);
    }

    /** Sent, tried and put off for an hour. */
    private MailId deferred(String... to) throws IOException {
        MailId id = sent(to);
        ClaimedMail mail = outbox.claim(1).get(0);
        Outcome later = new Outcome.Deferred(Mails.BUSY, clock.instant().plus(LONG));
        outbox.record(mail, Mails.all(mail, later), List.of());
        return id;
    }

    @Test
    void whatIsHeldIsNotDeliveredUntilItIsReleased() throws Exception {
        MailId id = sent("ann@example.org");

        assertThat(queue.hold(id)).isTrue();
        reopen();
        assertThat(outbox.claim(10)).isEmpty();
        assertThat(outbox.nextDue()).isEmpty();
        assertThat(queue.find(id)).map(QueuedMail::state).contains(State.HELD);

        assertThat(queue.release(id)).isTrue();
        assertThat(outbox.claim(10)).extracting(ClaimedMail::id).containsExactly(id);
    }

    @Test
    void aReleasedMailGoesOnByItsSchedule() throws Exception {
        MailId id = deferred("ann@example.org");
        queue.hold(id);
        queue.release(id);

        assertThat(outbox.nextDue()).contains(clock.instant().plus(LONG));
    }

    @Test
    void whatIsBeingDeliveredIsLetAlone() throws Exception {
        MailId id = sent("ann@example.org");
        ClaimedMail mail = outbox.claim(1).get(0);
        outbox.begin(mail);

        assertThat(queue.hold(id)).isFalse();
        assertThat(queue.cancel(id)).isFalse();
        assertThat(queue.retry(id)).isFalse();
        assertThat(outbox.cancel(id)).isFalse();
        assertThat(queue.find(id)).map(QueuedMail::state).contains(State.IN_HAND);
        assertThat(queue.list(QueueSelection.ALL.withState(State.WAITING))).isEmpty();
        assertThat(queue.list(QueueSelection.ALL.withState(State.IN_HAND))).hasSize(1);

        outbox.release(mail);
        assertThat(queue.cancel(id)).isTrue();
        assertThat(queue.find(id)).isEmpty();
        assertThat(queue.cancel(id)).isFalse();
    }

    @Test
    void whatATransactionHasNotDecidedAboutIsLetAlone() throws Exception {
        BranchResource branch = outbox.branchResource();
        TestXid xid = new TestXid(1, 1);
        branch.start(xid, XAResource.TMNOFLAGS);
        MailId id = branch.enlist(Mails.staged(outbox, "x"));
        branch.end(xid, XAResource.TMSUCCESS);
        branch.prepare(xid);

        assertThat(queue.hold(id)).isFalse();
        assertThat(queue.cancel(id)).isFalse();
        assertThat(queue.find(id)).map(QueuedMail::state).contains(State.IN_DOUBT);
        assertThat(queue.statistics().mails()).isEqualTo(new QueueStatistics.Mails(1, 0, 0, 0, 1));
    }

    @Test
    void aRetryIsNowAlsoOfWhatIsHeldAndRingsTheBell() throws Exception {
        MailId id = deferred("ann@example.org");
        AtomicInteger rings = new AtomicInteger();
        outbox.onDue(rings::incrementAndGet);
        queue.hold(id);

        assertThat(queue.retry(id)).isTrue();

        assertThat(rings.get()).isPositive();
        assertThat(outbox.claim(10)).extracting(ClaimedMail::id).containsExactly(id);
    }

    // RFC 1985 §5: a run for one destination only. (OPS-005)
    @Test
    void aRetryOfADestinationConcernsNoOther() throws Exception {
        MailId there = deferred("ann@example.org", "bob@other.example");
        deferred("eve@other.example");
        MailId held = deferred("carl@example.org");
        queue.hold(held);
        Envelope later =
                Envelope.from("").to("dora@example.org").withOptions(TransferOptions.NONE.withHold(Hold.during(LONG)));
        sent(later);

        assertThat(queue.retryDestination("EXAMPLE.org")).isEqualTo(1);

        List<ClaimedMail> due = outbox.claim(10);
        assertThat(due).extracting(ClaimedMail::id).containsExactly(there);
        assertThat(due.get(0).recipients())
                .extracting(each -> each.recipient().mailbox().toString())
                .containsExactly("ann@example.org");
        assertThat(queue.retryDestination("nowhere.example")).isZero();
    }

    @Test
    void aDrainedDestinationIsTriedOnceMoreAndGivenUp() throws Exception {
        deferred("ann@example.org", "bob@other.example");
        RetrySchedule schedule = RetrySchedule.STANDARD;

        assertThat(queue.drainDestination("example.org")).isEqualTo(1);

        ClaimedMail mail = outbox.claim(10).get(0);
        assertThat(mail.recipients()).hasSize(1);
        assertThat(schedule.next(mail, mail.recipients().get(0), clock.instant(), new java.util.Random(1)))
                .isEmpty();
    }

    @Test
    void aMailMayBeDumpedAndStays() throws Exception {
        MailId small = sent("ann@example.org");
        StagedMail staged = outbox.stage(Mails.TO_ANN, Mails.large(100_000));
        outbox.submit(List.of(staged));
        ByteArrayOutputStream octets = new ByteArrayOutputStream();

        assertThat(queue.dump(small, octets)).isTrue();
        assertThat(octets.toString(StandardCharsets.US_ASCII)).isEqualTo("Subject: x\r\n\r\nhello\r\n");
        octets.reset();
        assertThat(queue.dump(staged.id(), octets)).isTrue();
        assertThat(octets.size()).isEqualTo(100_000);
        assertThat(queue.dump(MailId.next(clock.instant()), octets)).isFalse();
        assertThat(outbox.claim(10)).hasSize(2);
    }

    @Test
    void aPausedQueueTakesMailAndGivesNoneAlsoAfterARestart() throws Exception {
        queue.pause();
        reopen();
        sent("ann@example.org");

        assertThat(queue.isPaused()).isTrue();
        assertThat(outbox.claim(10)).isEmpty();
        assertThat(outbox.nextDue()).isEmpty();
        AtomicInteger rings = new AtomicInteger();
        outbox.onDue(rings::incrementAndGet);
        queue.resume();

        assertThat(rings).hasValue(1);
        assertThat(queue.isPaused()).isFalse();
        assertThat(outbox.claim(10)).hasSize(1);
    }

    @Test
    void theQueueIsListedPageByPage() throws Exception {
        List<MailId> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            clock.advance(Duration.ofMillis(1));
            all.add(sent("ann@example.org"));
        }
        outbox.claim(2).forEach(outbox::begin);

        List<MailId> found = new ArrayList<>();
        QueueSelection selection = QueueSelection.ALL.withState(State.WAITING).withLimit(2);
        List<QueuedMail> page = queue.list(selection);
        while (!page.isEmpty()) {
            page.forEach(mail -> found.add(mail.id()));
            page = queue.list(selection.after(found.get(found.size() - 1)));
        }

        assertThat(found).containsExactlyElementsOf(all.subList(2, 7));
        assertThat(queue.list(QueueSelection.ALL)).hasSize(7);
    }

    @Test
    void aSearchGoesBySenderDomainAndState() throws Exception {
        MailId ours = sent(Envelope.from("").to("ann@Example.org", "bob@other.example"));
        MailId held = sent("eve@example.org");
        queue.hold(held);

        assertThat(ids(QueueSelection.ALL.withSender(ReversePath.NULL))).containsExactly(ours);
        assertThat(ids(QueueSelection.ALL.withRecipientDomain("other.example"))).containsExactly(ours);
        assertThat(ids(QueueSelection.ALL.withRecipientDomain("example.org"))).containsExactlyInAnyOrder(ours, held);
        assertThat(ids(QueueSelection.ALL.withRecipientDomain("example.org").withState(State.HELD)))
                .containsExactly(held);
        assertThatThrownBy(() -> QueueSelection.ALL.withLimit(0)).hasMessageContaining("1 to 1000");
    }

    private List<MailId> ids(QueueSelection selection) throws MailException {
        return queue.list(selection).stream().map(QueuedMail::id).toList();
    }

    @Test
    void aListedMailSaysHowItsLastAttemptEnded() throws Exception {
        MailId id = deferred("ann@example.org");

        QueuedMail mail = queue.find(id).orElseThrow();
        assertThat(mail.due()).contains(clock.instant().plus(LONG));
        assertThat(mail.recipients().get(0).attempts()).isEqualTo(1);
        assertThat(mail.recipients().get(0).lastAttempt()).isEqualTo("4.2.2 mailbox full");
    }

    @Test
    void theFiguresAreThoseOfNowAndOfWhatHasHappened() throws Exception {
        deferred("ann@example.org", "bob@other.example");
        clock.advance(Duration.ofSeconds(2));
        sent("eve@example.org");
        ClaimedMail mail = outbox.claim(1).get(0);
        assertThat(queue.statistics().mails()).isEqualTo(new QueueStatistics.Mails(2, 1, 0, 0, 0));
        outbox.begin(mail);
        queue.hold(sent("carl@example.org"));
        sent("dora@example.org");

        QueueStatistics now = queue.statistics();
        assertThat(now.mails()).isEqualTo(new QueueStatistics.Mails(4, 1, 1, 1, 0));
        assertThat(now.oldest()).contains(clock.instant().minusSeconds(2));
        assertThat(now.since().outcomes()).isEqualTo(new QueueStatistics.Outcomes(0, 2, 0, 0));
        assertThat(queue.destinations(10))
                .extracting(DestinationStatistics::domain, DestinationStatistics::recipients)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("example.org", 4L),
                        org.assertj.core.groups.Tuple.tuple("other.example", 1L));

        clock.advance(Duration.ofSeconds(4));
        outbox.record(mail, Mails.all(mail, new Outcome.Delivered(Mails.OK)), List.of());
        assertThat(queue.statistics().since().durations())
                .isEqualTo(new QueueStatistics.Durations(1, Duration.ofSeconds(4), Duration.ofSeconds(4)));
    }

    @Test
    void whatHasHappenedIsToldByDestination() throws Exception {
        deferred("ann@Example.ORG", "bob@other.example");
        sent("eve@example.org");
        ClaimedMail mail = outbox.claim(1).get(0);
        clock.advance(Duration.ofSeconds(4));
        outbox.record(mail, Mails.all(mail, new Outcome.Delivered(Mails.OK)), List.of());

        QueueStatistics.Durations took = new QueueStatistics.Durations(1, Duration.ofSeconds(4), Duration.ofSeconds(4));
        QueueStatistics.Durations none = new QueueStatistics.Durations(0, Duration.ZERO, Duration.ZERO);
        assertThat(queue.outcomes(10))
                .containsExactly(
                        new DestinationOutcomes(
                                "example.org",
                                new QueueStatistics.Since(new QueueStatistics.Outcomes(1, 1, 0, 0), took)),
                        new DestinationOutcomes(
                                "other.example",
                                new QueueStatistics.Since(new QueueStatistics.Outcomes(0, 1, 0, 0), none)));
        assertThat(queue.outcomes(1)).extracting(DestinationOutcomes::domain).containsExactly("example.org");
    }

    @Test
    void whatIsCancelledWithItsFileIsGoneWithIt() throws Exception {
        StagedMail staged = outbox.stage(
                Mails.TO_ANN, SendOptions.NONE.withWhenUncertain(WhenUncertain.HOLD), Mails.large(100_000));
        outbox.submit(List.of(staged));

        assertThat(outbox.cancel(staged.id())).isTrue();

        assertThat(directory.resolve("content")).isEmptyDirectory();
        assertThat(outbox.claim(1)).isEmpty();
    }
}
