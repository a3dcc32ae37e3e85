package io.github.smtpra.outbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.WhenUncertain;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.queue.QueuedRecipient;
import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Hold;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.Mails;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.Sending;
import io.github.smtpra.outbox.Terms;
import io.github.smtpra.outbox.content.MailContent;
import io.github.smtpra.outbox.content.NewMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store must do with what senders ask of it and of servers on the way, and with what is taken back. */
abstract class AskedOfStoreContract extends OutboxStoreContract {
    /** An envelope that asks all that a server on the way can be asked. */
    static final Envelope ALL_OPTIONS = Envelope.from("help@example.com")
            .to("ann@example.org")
            .withOptions(TransferOptions.NONE
                    .withSmtpUtf8()
                    .withRequireTls()
                    .withPriority(3)
                    .withDeliverBy(new DeliverBy(Duration.ofMinutes(30), DeliverBy.Mode.NOTIFY, DeliverBy.Trace.YES))
                    .withSubmitter(ReversePath.parse("boss@example.com")));

    // RFC 2852 §4.1.4: what is left of the by-time goes on. (CLI-083) RFC 6710 §4.2 (CLI-084)
    @Test
    void whatIsAskedOfServersOnTheWayIsKeptWithTheTimeThatIsLeft() throws Exception {
        store.add(Changes.adding(List.of(mail(ALL_OPTIONS, "text\r\n"))), NOW);
        reopen();

        assertThat(due(LATER, 1, Set.of()).get(0).envelope().options())
                .isEqualTo(ALL_OPTIONS
                        .options()
                        .withDeliverBy(
                                new DeliverBy(Duration.ofMinutes(20), DeliverBy.Mode.NOTIFY, DeliverBy.Trace.YES)));
    }

    // RFC 2852 §4.1.4 (CLI-083, SRV-291)
    @Test
    void whatIsLateIsKnownToTheFirstAttemptThatMayEndBehindThat() throws Exception {
        NewMail mail = added(Mails.TO_ANN.withOptions(
                TransferOptions.NONE.withDeliverBy(DeliverBy.within(Duration.ofMinutes(10), DeliverBy.Mode.NOTIFY))));

        assertThat(recipients(NOW).get(0).lateAt()).contains(LATER);
        record(mail, new Outcome.Deferred(Mails.BUSY, LATER));
        assertThat(recipients(LATER).get(0).lateAt()).contains(LATER);
        record(mail, new Outcome.Deferred(Mails.BUSY, LATER.plusMillis(1)));
        assertThat(recipients(LATER.plusSeconds(1)).get(0).lateAt()).isEmpty();
    }

    // RFC 2852 §4.1.4 (CLI-083)
    @Test
    void whatMustBeReturnedWhenLateIsGivenUpThenAndSaysSo() throws Exception {
        Envelope envelope = Mails.TO_ANN.withOptions(
                TransferOptions.NONE.withDeliverBy(DeliverBy.within(Duration.ofMinutes(10), DeliverBy.Mode.RETURN)));
        store.add(Changes.adding(List.of(mail(envelope, ""))), NOW);

        ClaimedMail early = due(LATER.minusSeconds(1), 1, Set.of()).get(0);
        assertThat(early.terms().byTime()).isEqualTo(Terms.ByTime.LEFT);
        assertThat(early.envelope().options().deliverBy().orElseThrow().time()).isEqualTo(Duration.ofSeconds(1));
        assertThat(early.recipients().get(0).giveUpAt()).contains(LATER);
        Terms late = due(LATER, 1, Set.of()).get(0).terms();
        assertThat(late.byTime()).isEqualTo(Terms.ByTime.OVER);
        assertThat(late.deliverBy()).contains(LATER);
    }

    // RFC 4865 §5 (SRV-296)
    @Test
    void whatIsHeldByItsSenderIsDueThenAlsoOutOfABranch() throws Exception {
        Envelope envelope = Mails.TO_ANN.withOptions(TransferOptions.NONE.withHold(Hold.until(LATER)));
        store.add(Changes.adding(List.of(mail(envelope, ""))), NOW);
        store.prepare(BRANCH, Changes.adding(List.of(mail(envelope, ""))), NOW);
        store.commit(BRANCH, NOW);

        assertThat(due(LATER.minusMillis(1), 10, Set.of())).isEmpty();
        assertThat(store.nextDue(Set.of())).contains(LATER);
        List<ClaimedMail> due = due(LATER, 10, Set.of());
        assertThat(due).hasSize(2);
        assertThat(due.get(0).envelope().options().hold()).isEmpty();
    }

    @Test
    void whatIsAskedOfTheOutboxIsKept() throws Exception {
        store.add(
                Changes.adding(List.of(mail(
                        Mails.TO_ANN,
                        SendOptions.NONE
                                .withRoute("slow")
                                .withWhenUncertain(WhenUncertain.HOLD)
                                .withGiveUpAfter(Duration.ofMinutes(10))))),
                NOW);
        reopen();

        ClaimedMail due = due(NOW, 1, Set.of()).get(0);
        assertThat(due.terms().route()).isEqualTo("slow");
        assertThat(due.terms().whenUncertain()).isEqualTo(WhenUncertain.HOLD);
        assertThat(due.recipients().get(0).giveUpAt()).contains(LATER);
    }

    // RFC 6710 §4.1 (SRV-297)
    @Test
    void theHighestPriorityGoesFirstThenTheOldestDue() throws Exception {
        NewMail low = prioritised(-9);
        NewMail plain = mail();
        NewMail high = prioritised(4);
        NewMail second = prioritised(4);
        for (NewMail each : List.of(low, plain)) {
            store.add(Changes.adding(List.of(each)), NOW);
        }
        store.add(Changes.adding(List.of(second)), NOW.plusMillis(2));
        store.add(Changes.adding(List.of(high)), NOW.plusMillis(1));

        assertThat(ids(due(LATER, 10, Set.of()))).containsExactly(high.id(), second.id(), plain.id(), low.id());
        assertThat(ids(due(LATER, 1, Set.of(high.id())))).containsExactly(second.id());
        assertThat(store.nextDue(Set.of())).contains(NOW);
    }

    private static NewMail prioritised(int priority) {
        return mail(Mails.TO_ANN.withOptions(TransferOptions.NONE.withPriority(priority)), "");
    }

    @Test
    void ofMailsWithOneKeyTheFirstIsSentAndRememberedForADay() throws Exception {
        NewMail first = keyed();
        assertThat(store.add(Changes.adding(List.of(first, keyed())), NOW)).containsExactly(first.id(), first.id());
        reopen();
        assertThat(store.add(Changes.adding(List.of(keyed())), NOW)).containsExactly(first.id());
        assertThat(due(NOW, 10, Set.of())).hasSize(1);

        record(first, new Outcome.Delivered(Mails.OK));
        Instant inTime = NOW.plus(Duration.ofDays(1)).minusMillis(1);
        assertThat(store.add(Changes.adding(List.of(keyed())), inTime)).containsExactly(first.id());
        assertThat(store.contains(first.id())).isFalse();

        NewMail dayAfter = keyed();
        assertThat(store.add(Changes.adding(List.of(dayAfter)), NOW.plus(Duration.ofDays(1))))
                .containsExactly(dayAfter.id());
    }

    @Test
    void aKeyIsHeldByItsBranchUntilThatIsDecided() throws Exception {
        store.prepare(BRANCH, Changes.adding(List.of(keyed())), NOW);

        assertThatThrownBy(() -> store.add(Changes.adding(List.of(keyed())), NOW))
                .isInstanceOf(OutboxException.class)
                .hasMessageContaining("idempotency key");
        assertThat(store.keyUse("order-1", NOW)).map(KeyUse::decision).contains(KeyUse.Decision.IN_DOUBT);
        store.rollback(BRANCH);

        NewMail next = keyed();
        assertThat(store.add(Changes.adding(List.of(next)), NOW)).containsExactly(next.id());
        assertThatThrownBy(() -> store.prepare(BRANCH, Changes.adding(List.of(keyed())), NOW))
                .isInstanceOf(OutboxException.class);
        assertThat(store.prepared()).isEmpty();
    }

    private static NewMail keyed() {
        return mail(Mails.TO_ANN, SendOptions.NONE.withIdempotencyKey("order-1"));
    }

    static NewMail mail(Envelope envelope, SendOptions options) {
        return new NewMail(
                MailId.next(NOW), new Sending(envelope, options), 0, NOW, new MailContent.InRow(new byte[0]));
    }

    @Test
    void aMailMayBeCancelledByABranchAndComesBackIfThatRollsBack() throws Exception {
        NewMail mail = added(Mails.TO_ANN);
        assertThat(store.take(mail.id(), NOW)).isTrue();
        store.prepare(BRANCH, new Changes(List.of(), List.of(mail.id())), NOW);
        reopen();

        assertThat(due(LATER, 10, Set.of())).isEmpty();
        assertThat(store.take(mail.id(), NOW)).isFalse();
        store.rollback(BRANCH);
        assertThat(due(NOW, 10, Set.of())).hasSize(1);

        assertThat(store.take(mail.id(), NOW)).isTrue();
        store.prepare(BRANCH, new Changes(List.of(mail()), List.of(mail.id())), NOW);
        assertThat(store.commit(BRANCH, NOW)).contains(List.of(mail.id()));
        assertThat(store.contains(mail.id())).isFalse();
        assertThat(due(NOW, 10, Set.of())).hasSize(1);
    }

    @Test
    void aMailIsCancelledAndAnotherSentInOneStep() throws Exception {
        NewMail wrong = added(Mails.TO_ANN);
        NewMail right = mail();
        store.take(wrong.id(), NOW);

        store.add(new Changes(List.of(right), List.of(wrong.id())), NOW);

        assertThat(ids(due(NOW, 10, Set.of()))).containsExactly(right.id());
    }

    @Test
    void whatIsInDoubtOrGoneCanNotBeTaken() throws Exception {
        NewMail prepared = mail();
        store.prepare(BRANCH, Changes.adding(List.of(prepared)), NOW);

        assertThat(store.take(prepared.id(), NOW)).isFalse();
        assertThat(store.take(MailId.next(NOW), NOW)).isFalse();
    }

    @Test
    void whatIsHeldInDoubtWaitsForAnOperator() throws Exception {
        NewMail mail = added(Mails.TO_THREE);

        record(mail, new Outcome.HeldInDoubt(Mails.BUSY), new Outcome.Deferred(Mails.BUSY, LATER));
        assertThat(recipients(LATER)).extracting(ClaimedRecipient::position).containsExactly(1, 2);
        store.take(mail.id(), NOW);
        boolean gone = store.record(
                mail.id(),
                List.of(
                        outcome(mail, 1, new Outcome.Delivered(Mails.OK)),
                        outcome(mail, 2, new Outcome.Failed(Mails.BUSY))),
                List.of(),
                NOW);

        assertThat(gone).isFalse();
        store.giveBack(mail.id());
        assertThat(due(LATER, 10, Set.of())).isEmpty();
        QueuedMail held = store.operator().find(mail.id()).orElseThrow();
        assertThat(held.state()).isEqualTo(QueuedMail.State.HELD);
        assertThat(held.recipients())
                .extracting(QueuedRecipient::state)
                .containsExactly(QueuedRecipient.State.UNCERTAIN);

        store.take(mail.id(), NOW);
        store.operator().release(mail.id());
        store.giveBack(mail.id());
        assertThat(recipients(LATER))
                .extracting(ClaimedRecipient::possibleDuplicate)
                .containsExactly(true);
        assertThat(due(LATER, 1, Set.of()).get(0).terms().whenUncertain()).isEqualTo(WhenUncertain.RESEND);
    }

    private static RecipientOutcome outcome(NewMail mail, int position, Outcome outcome) {
        return new RecipientOutcome(position, mail.envelope().recipients().get(position), outcome);
    }
}
