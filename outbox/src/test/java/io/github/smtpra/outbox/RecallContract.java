package io.github.smtpra.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.api.queue.QueueStatistics;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.queue.QueuedMail.State;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is claimed and waits for its turn in a deliverer's memory is still in operators' hands. */
abstract class RecallContract {
    final SettableClock clock = new SettableClock();
    private final Set<Long> heard = new HashSet<>();
    Outbox outbox;
    MailQueue queue;

    @BeforeEach
    void open() throws Exception {
        outbox = acquire();
        outbox.onRecall(heard::addAll);
        queue = outbox.queue();
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    /** The outbox of the test, open; the same mails each time. */
    abstract Outbox acquire() throws Exception;

    private MailId sent(String... to) throws IOException {
        return outbox.submit(
                        List.of(outbox.stage(Envelope.from("help@example.com").to(to), Mails.text("x"))))
                .get(0);
    }

    final ClaimedMail claimed(String... to) throws IOException {
        sent(to);
        return outbox.claim(1).get(0);
    }

    private static ClaimedMail part(ClaimedMail mail, int recipient) {
        return mail.withRecipients(List.of(mail.recipients().get(recipient)));
    }

    @Test
    void whatWaitsForItsTurnIsHeldAndItsDelivererLearnsIt() throws Exception {
        ClaimedMail mail = claimed("ann@example.org");
        assertThat(queue.find(mail.id())).map(QueuedMail::state).contains(State.WAITING);

        assertThat(queue.hold(mail.id())).isTrue();

        assertThat(heard).containsExactly(mail.claim());
        assertThat(outbox.begin(mail)).isFalse();
        assertThat(queue.find(mail.id())).map(QueuedMail::state).contains(State.HELD);
        assertThat(outbox.claim(10)).isEmpty();
    }

    @Test
    void whatWaitsForItsTurnIsCancelled() throws Exception {
        ClaimedMail one = claimed("ann@example.org");
        ClaimedMail other = claimed("bob@example.org");

        assertThat(queue.cancel(one.id())).isTrue();
        assertThat(outbox.cancel(other.id())).isTrue();

        assertThat(List.of(outbox.begin(one), outbox.begin(other))).containsOnly(false);
        assertThat(queue.statistics().mails()).isEqualTo(new QueueStatistics.Mails(0, 0, 0, 0, 0));
    }

    @Test
    void whatIsTriedNowIsClaimedAnewAndNotByTheOldClaim() throws Exception {
        ClaimedMail old = claimed("ann@example.org");

        assertThat(queue.retry(old.id())).isTrue();
        ClaimedMail fresh = outbox.claim(10).get(0);

        assertThat(outbox.begin(old)).isFalse();
        assertThat(outbox.begin(fresh)).isTrue();
        assertThat(outbox.begin(fresh)).isTrue();
        assertThat(queue.hold(old.id())).isFalse();
    }

    @Test
    void aMailOfWhichAPartHasBegunIsLetAlone() throws Exception {
        ClaimedMail mail = claimed("ann@example.org", "bob@other.example");
        outbox.begin(part(mail, 0));

        assertThat(queue.cancel(mail.id())).isFalse();
        assertThat(queue.hold(mail.id())).isFalse();
        assertThat(outbox.begin(part(mail, 1))).isTrue();
        assertThat(heard).isEmpty();
    }

    @Test
    void aPauseTakesBackWhatHasNotBegunAlsoPartsOfMails() throws Exception {
        ClaimedMail waiting = claimed("ann@example.org");
        ClaimedMail divided = claimed("bob@example.org", "carl@other.example");
        outbox.begin(part(divided, 0));

        queue.pause();

        assertThat(heard).containsExactlyInAnyOrder(waiting.claim(), divided.claim());
        assertThat(outbox.begin(waiting)).isFalse();
        assertThat(outbox.begin(part(divided, 1))).isFalse();
        assertThat(outbox.begin(part(divided, 0))).isTrue();
        assertThat(queue.statistics().mails()).isEqualTo(new QueueStatistics.Mails(2, 1, 1, 0, 0));

        outbox.record(
                part(divided, 0), Mails.all(part(divided, 0), new Outcome.Delivered(Mails.OK)), List.<StagedMail>of());
        assertThat(outbox.claim(10)).isEmpty();
        queue.resume();
        List<ClaimedMail> again = outbox.claim(10);
        assertThat(again).extracting(ClaimedMail::id).containsExactlyInAnyOrder(waiting.id(), divided.id());
        assertThat(again).allSatisfy(mail -> assertThat(mail.recipients()).hasSize(1));
    }

    @Test
    void whatIsDrainedGoesOutForTheLastTimeAlsoIfItWaitedForItsTurn() throws Exception {
        ClaimedMail there = claimed("ann@example.org");
        ClaimedMail elsewhere = claimed("bob@other.example");

        assertThat(queue.drainDestination("example.org")).isEqualTo(1);

        assertThat(outbox.begin(there)).isFalse();
        assertThat(outbox.begin(elsewhere)).isTrue();
        ClaimedMail last = outbox.claim(10).get(0);
        assertThat(last.id()).isEqualTo(there.id());
        assertThat(RetrySchedule.STANDARD.next(last, last.recipients().get(0), clock.instant(), new Random(1)))
                .isEmpty();
    }

    @Test
    void whatWasRecalledSurvivesARestart() throws Exception {
        ClaimedMail held = claimed("ann@example.org");
        ClaimedMail cancelled = claimed("bob@example.org");
        queue.hold(held.id());
        queue.cancel(cancelled.id());
        outbox.close();
        open();
        clock.advance(Duration.ofDays(1));

        assertThat(outbox.claim(10)).isEmpty();
        assertThat(queue.find(held.id())).isPresent();
        assertThat(queue.find(cancelled.id())).isEmpty();
    }

    /** Both reach for the mail at the same moment, many times: one gets it, and only one. */
    @Test
    void anOperatorAndASessionThatBothReachForAMailDoNotBothGetIt() throws Exception {
        int rounds = 200;
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService session = Executors.newSingleThreadExecutor();
        int delivered = 0;
        for (int i = 0; i < rounds; i++) {
            ClaimedMail mail = claimed("ann@example.org");
            Future<Boolean> begun = session.submit(() -> {
                start.await(20, TimeUnit.SECONDS);
                return begunAndDelivered(mail);
            });
            start.await(20, TimeUnit.SECONDS);
            boolean cancelled = queue.cancel(mail.id());

            assertThat(begun.get(20, TimeUnit.SECONDS)).isNotEqualTo(cancelled);
            delivered += cancelled ? 0 : 1;
        }
        session.shutdown();

        assertThat(queue.statistics().since().outcomes().delivered()).isEqualTo(delivered);
        assertThat(queue.statistics().mails().queued()).isZero();
    }

    private boolean begunAndDelivered(ClaimedMail mail) throws OutboxException {
        boolean begun = outbox.begin(mail);
        if (begun) {
            outbox.record(mail, Mails.all(mail, new Outcome.Delivered(Mails.OK)), List.of());
        }
        return begun;
    }
}
