package io.github.smtpra.outbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.OriginalRecipient;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReturnContent;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.ClaimedRecipient;
import io.github.smtpra.outbox.Mails;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
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

    // RFC 1047, RFC 5321 §4.5.3.2.6 (CLI-024)
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

    NewMail added(Envelope envelope) throws OutboxException {
        NewMail mail = mail(envelope, "text\r\n");
        store.add(Changes.adding(List.of(mail)), NOW);
        return mail;
    }

    boolean record(NewMail mail, Outcome... outcomes) throws OutboxException {
        store.take(mail.id(), NOW);
        return store.record(mail.id(), outcomes(mail, outcomes), List.of(), NOW);
    }

    static List<RecipientOutcome> outcomes(NewMail mail, Outcome... outcomes) {
        return IntStream.range(0, outcomes.length)
                .mapToObj(i ->
                        new RecipientOutcome(i, mail.envelope().recipients().get(i), outcomes[i]))
                .toList();
    }

    List<ClaimedRecipient> recipients(Instant now) throws OutboxException {
        return due(now, 1, Set.of()).get(0).recipients();
    }

    static List<MailId> ids(List<ClaimedMail> mails) {
        return mails.stream().map(ClaimedMail::id).toList();
    }
}
