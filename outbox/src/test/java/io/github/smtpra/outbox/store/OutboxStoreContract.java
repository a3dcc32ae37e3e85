package io.github.smtpra.outbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.WhenUncertain;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.queue.QueuedRecipient;
import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Hold;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.OriginalRecipient;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReturnContent;
import io.github.smtpra.api.smtp.ReversePath;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.Mails;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.Terms;
import io.github.smtpra.outbox.content.MailContent;
import io.github.smtpra.outbox.content.NewMail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do. */
abstract class OutboxStoreContract {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Instant LATER = NOW.plus(Duration.ofMinutes(10));
    static final BranchId BRANCH = new BranchId(7, "aa01", "bb02");

    /** An envelope that says all of RFC 3461 §4. */
    static final Envelope WISHES = Envelope.from("help@example.com")
            .withReturnContent(ReturnContent.HDRS)
            .withEnvelopeId("an id + more")
            .withRecipients(List.of(
                    Recipient.of("never@example.org").withNotify(Notify.NEVER),
                    Recipient.of("some@example.org")
                            .withNotify(Notify.on(Notify.Event.SUCCESS, Notify.Event.DELAY))
                            .withOriginalRecipient(new OriginalRecipient("rfc822", "so;me@example.org")),
                    Recipient.of("plain@example.org")));

    /** An envelope that asks all that a server on the way can be asked. */
    static final Envelope ALL_OPTIONS = Envelope.from("help@example.com")
            .to("ann@example.org")
            .withOptions(TransferOptions.NONE
                    .withSmtpUtf8()
                    .withRequireTls()
                    .withPriority(3)
                    .withDeliverBy(new DeliverBy(Duration.ofMinutes(30), DeliverBy.Mode.NOTIFY, DeliverBy.Trace.YES))
                    .withSubmitter(ReversePath.parse("boss@example.com")));

    OutboxStore store;

    /** Opens the store, or opens it again with what it held. */
    abstract OutboxStore open() throws Exception;

    @BeforeEach
    void openFirst() throws Exception {
        store = open();
    }

    @AfterEach
    void closeLast() {
        store.close();
    }

    void reopen() throws Exception {
        store.close();
        store = open();
    }

    @Test
    void whatIsAddedIsDueWithAllItSays() throws Exception {
        NewMail mail = mail(Mails.TO_THREE.withBody(BodyType.EIGHT_BIT_MIME), "text\r\n");

        store.add(Changes.adding(List.of(mail)), NOW);
        reopen();

        ClaimedMail due = due(NOW, 10, Set.of()).get(0);
        assertThat(due.id()).isEqualTo(mail.id());
        assertThat(due.reversePath()).isEqualTo(mail.envelope().reversePath());
        assertThat(due.body()).isEqualTo(BodyType.EIGHT_BIT_MIME);
        assertThat(due.size()).isEqualTo(6);
        assertThat(due.sentAt()).isEqualTo(NOW);
        assertThat(due.recipients())
                .extracting(ClaimedRecipient::recipient)
                .containsExactlyElementsOf(mail.envelope().recipients());
        assertThat(due.recipients()).allMatch(each -> each.attempts() == 0 && !each.possibleDuplicate());
        assertThat(((MailContent.InRow) store.content(mail.id()).orElseThrow()).octets())
                .isEqualTo("text\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whatTheSenderWantsOfReportsIsKept() throws Exception {
        store.add(Changes.adding(List.of(mail(WISHES, "text\r\n"))), NOW);
        reopen();

        ClaimedMail due = due(NOW, 1, Set.of()).get(0);
        assertThat(due.envelope()).isEqualTo(WISHES);
        assertThat(due.reports()).isEqualTo(WISHES.reports());
    }

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
        assertThat(due(LATER, 1, Set.of()).get(0).terms().byTime()).isEqualTo(Terms.ByTime.OVER);
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
        return new NewMail(MailId.next(NOW), envelope, 0, NOW, new MailContent.InRow(new byte[0]), options);
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
        assertThat(due(LATER, 10, Set.of())).isEmpty();
        QueuedMail held = store.operator().find(mail.id()).orElseThrow();
        assertThat(held.state()).isEqualTo(QueuedMail.State.HELD);
        assertThat(held.recipients())
                .extracting(QueuedRecipient::state)
                .containsExactly(QueuedRecipient.State.UNCERTAIN);

        store.operator().release(mail.id());
        assertThat(recipients(LATER))
                .extracting(ClaimedRecipient::possibleDuplicate)
                .containsExactly(true);
        assertThat(due(LATER, 1, Set.of()).get(0).terms().whenUncertain()).isEqualTo(WhenUncertain.RESEND);
    }

    private static RecipientOutcome outcome(NewMail mail, int position, Outcome outcome) {
        return new RecipientOutcome(position, mail.envelope().recipients().get(position), outcome);
    }

    @Test
    void aRelayedRecipientIsFinal() throws Exception {
        boolean gone = record(added(Mails.TO_ANN), new Outcome.Relayed(Mails.OK));

        assertThat(gone).isTrue();
    }

    @Test
    void theNullReversePathStaysNull() throws Exception {
        store.add(Changes.adding(List.of(mail(Envelope.from("").to("ann@example.org"), ""))), NOW);

        assertThat(due(NOW, 1, Set.of()).get(0).reversePath().isNull()).isTrue();
    }

    @Test
    void nothingIsDueBeforeItsTime() throws Exception {
        store.add(Changes.adding(List.of(mail())), LATER);

        assertThat(due(NOW, 10, Set.of())).isEmpty();
        assertThat(store.nextDue(Set.of())).contains(LATER);
        assertThat(due(LATER, 10, Set.of())).hasSize(1);
    }

    @Test
    void theOldestDueComesFirstAndNoMoreThanAskedFor() throws Exception {
        List<NewMail> mails = IntStream.range(0, 5).mapToObj(i -> mail()).toList();
        for (int i = 4; i >= 0; i--) {
            store.add(Changes.adding(List.of(mails.get(i))), NOW.plusMillis(i));
        }

        assertThat(ids(due(LATER, 3, Set.of())))
                .containsExactly(
                        mails.get(0).id(), mails.get(1).id(), mails.get(2).id());
        assertThat(due(LATER, 0, Set.of())).isEmpty();
    }

    @Test
    void whatIsExceptedIsNeitherDueNorNext() throws Exception {
        NewMail first = mail();
        NewMail second = mail();
        store.add(Changes.adding(List.of(first)), NOW);
        store.add(Changes.adding(List.of(second)), LATER);

        assertThat(ids(due(LATER, 1, Set.of(first.id())))).containsExactly(second.id());
        assertThat(store.nextDue(Set.of(first.id()))).contains(LATER);
        assertThat(store.nextDue(Set.of(first.id(), second.id()))).isEmpty();
    }

    @Test
    void aDeliveredMailIsGoneWithItsContent() throws Exception {
        NewMail mail = added(Mails.TO_ANN);

        boolean gone = record(mail, new Outcome.Delivered(Mails.OK));

        assertThat(gone).isTrue();
        assertThat(store.contains(mail.id())).isFalse();
        assertThat(store.content(mail.id())).isEmpty();
        assertThat(store.nextDue(Set.of())).isEmpty();
    }

    @Test
    void aMailStaysUntilItsLastRecipientIsFinal() throws Exception {
        NewMail mail = added(Mails.TO_THREE);

        boolean gone = record(
                mail,
                new Outcome.Delivered(Mails.OK),
                new Outcome.Deferred(Mails.BUSY, LATER),
                new Outcome.Failed(Mails.BUSY));

        assertThat(gone).isFalse();
        assertThat(due(NOW, 1, Set.of())).isEmpty();
        assertThat(store.nextDue(Set.of())).contains(LATER);
        assertThat(recipients(LATER)).extracting(ClaimedRecipient::position).containsExactly(1);
        assertThat(recipients(LATER).get(0).attempts()).isEqualTo(1);
    }

    @Test
    void recipientsWithoutOutcomeStayDue() throws Exception {
        NewMail mail = added(Mails.TO_THREE);

        record(mail, new Outcome.Deferred(Mails.BUSY, LATER));

        assertThat(recipients(NOW)).extracting(ClaimedRecipient::position).containsExactly(1, 2);
        assertThat(recipients(LATER)).extracting(ClaimedRecipient::position).containsExactly(0, 1, 2);
    }

    @Test
    void aFinalDotMarksPossibleDuplicatesUntilAPeerSaysNo() throws Exception {
        NewMail mail = added(Mails.TO_THREE);

        store.take(mail.id(), NOW);
        store.markFinalDot(mail.id(), List.of(0, 2));
        reopen();
        assertThat(recipients(NOW))
                .extracting(ClaimedRecipient::possibleDuplicate)
                .containsExactly(true, false, true);

        record(mail, new Outcome.Deferred(Mails.BUSY, NOW), new Outcome.Uncertain(Mails.BUSY, NOW));
        assertThat(recipients(NOW))
                .extracting(ClaimedRecipient::possibleDuplicate)
                .containsExactly(false, true, true);
    }

    @Test
    void reportsComeWithTheRecord() throws Exception {
        NewMail mail = added(Mails.TO_ANN);
        NewMail report = mail();

        store.take(mail.id(), NOW);
        store.record(mail.id(), outcomes(mail, new Outcome.Failed(Mails.BUSY)), List.of(report), NOW);
        reopen();

        assertThat(ids(due(NOW, 10, Set.of()))).containsExactly(report.id());
    }

    @Test
    void aPreparedBranchIsKnownButNotDue() throws Exception {
        NewMail mail = mail();

        store.prepare(BRANCH, Changes.adding(List.of(mail)), NOW);
        reopen();

        assertThat(store.prepared()).containsExactly(BRANCH);
        assertThat(store.contains(mail.id())).isTrue();
        assertThat(due(LATER, 10, Set.of())).isEmpty();
        assertThat(store.nextDue(Set.of())).isEmpty();
    }

    @Test
    void committingABranchMakesItsMailsDueOnce() throws Exception {
        store.prepare(BRANCH, Changes.adding(List.of(mail(), mail())), NOW);

        assertThat(store.commit(BRANCH, NOW)).isPresent();
        reopen();

        assertThat(due(NOW, 10, Set.of())).hasSize(2);
        assertThat(store.prepared()).isEmpty();
        assertThat(store.commit(BRANCH, NOW)).isEmpty();
    }

    @Test
    void rollingABranchBackRemovesItsMails() throws Exception {
        NewMail mail = mail();
        store.prepare(BRANCH, Changes.adding(List.of(mail)), NOW);

        assertThat(store.rollback(BRANCH)).contains(List.of(mail.id()));
        reopen();

        assertThat(store.contains(mail.id())).isFalse();
        assertThat(store.prepared()).isEmpty();
        assertThat(store.rollback(BRANCH)).isEmpty();
    }

    @Test
    void branchesOfTheSameTransactionAreApart() throws Exception {
        BranchId other = new BranchId(7, "aa01", "bb03");
        store.prepare(BRANCH, Changes.adding(List.of(mail())), NOW);
        store.prepare(other, Changes.adding(List.of(mail())), NOW);

        store.rollback(BRANCH);

        assertThat(store.prepared()).containsExactly(other);
    }

    @Test
    void aStepThatFailsChangesNothing() throws Exception {
        NewMail there = added(Mails.TO_ANN);
        NewMail fresh = mail();

        assertThatThrownBy(() -> store.add(Changes.adding(List.of(fresh, there)), NOW))
                .isInstanceOf(OutboxException.class);

        assertThat(store.contains(fresh.id())).isFalse();
        assertThat(due(NOW, 10, Set.of())).hasSize(1);
    }

    @Test
    void aClosedStoreSaysSo() {
        store.close();
        store.close();

        assertThatThrownBy(() -> store.prepared())
                .isInstanceOf(OutboxException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> store.add(Changes.adding(List.of(mail())), NOW))
                .isInstanceOf(OutboxException.class);
    }

    @Test
    void anInterruptedCallerHearsTheTruth() throws Exception {
        NewMail mail = mail();
        Thread.currentThread().interrupt();

        store.add(Changes.adding(List.of(mail)), NOW);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.contains(mail.id())).isTrue();
    }

    /** What is due, which nobody has in hand afterwards. */
    List<ClaimedMail> due(Instant now, int max, Set<MailId> except) throws OutboxException {
        List<ClaimedMail> mails = store.claim(now, max, except);
        for (ClaimedMail mail : mails) {
            store.giveBack(mail.id());
        }
        return mails;
    }

    static NewMail mail() {
        return mail(Mails.TO_ANN, "text\r\n");
    }

    static NewMail mail(Envelope envelope, String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        return new NewMail(MailId.next(NOW), envelope, octets.length, NOW, new MailContent.InRow(octets));
    }

    private NewMail added(Envelope envelope) throws OutboxException {
        NewMail mail = mail(envelope, "text\r\n");
        store.add(Changes.adding(List.of(mail)), NOW);
        return mail;
    }

    private boolean record(NewMail mail, Outcome... outcomes) throws OutboxException {
        store.take(mail.id(), NOW);
        return store.record(mail.id(), outcomes(mail, outcomes), List.of(), NOW);
    }

    private static List<RecipientOutcome> outcomes(NewMail mail, Outcome... outcomes) {
        return IntStream.range(0, outcomes.length)
                .mapToObj(i ->
                        new RecipientOutcome(i, mail.envelope().recipients().get(i), outcomes[i]))
                .toList();
    }

    private List<ClaimedRecipient> recipients(Instant now) throws OutboxException {
        return due(now, 1, Set.of()).get(0).recipients();
    }

    private static List<MailId> ids(List<ClaimedMail> mails) {
        return mails.stream().map(ClaimedMail::id).toList();
    }
}
