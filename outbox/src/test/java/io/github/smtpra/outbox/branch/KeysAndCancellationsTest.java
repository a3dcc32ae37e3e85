package io.github.smtpra.outbox.branch;

import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.XA_OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.BranchResource;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Mails;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outboxes;
import io.github.smtpra.outbox.SettableClock;
import io.github.smtpra.outbox.StagedMail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Idempotency keys and cancellations inside of transactions. */
class KeysAndCancellationsTest {
    private static final SendOptions KEYED = SendOptions.NONE.withIdempotencyKey("order-1");
    private static final Xid FIRST = new TestXid(1, 1);
    private static final Xid SECOND = new TestXid(2, 2);

    @TempDir
    Path directory;

    private Outbox outbox;

    @BeforeEach
    void open() throws OutboxException {
        outbox = Outboxes.acquire(directory, new SettableClock());
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    private BranchResource started(Xid xid) throws XAException {
        BranchResource resource = outbox.branchResource();
        resource.start(xid, TMNOFLAGS);
        return resource;
    }

    private StagedMail keyed() throws IOException {
        return outbox.stage(Mails.TO_ANN, KEYED, Mails.text("x"));
    }

    private static void commit(BranchResource resource, Xid xid) throws XAException {
        resource.end(xid, TMSUCCESS);
        resource.commit(xid, true);
    }

    private List<MailId> due() throws OutboxException {
        return outbox.claim(10).stream().map(ClaimedMail::id).toList();
    }

    @Test
    void inOneTransactionTheFirstMailWithAKeyIsSent() throws Exception {
        BranchResource branch = started(FIRST);
        MailId first = branch.enlist(keyed());

        assertThat(branch.enlist(keyed())).isEqualTo(first);
        commit(branch, FIRST);

        assertThat(due()).containsExactly(first);
    }

    @Test
    void aTransactionThatComesLaterAnswersWithTheMailThatWasSent() throws Exception {
        BranchResource branch = started(FIRST);
        MailId first = branch.enlist(keyed());
        commit(branch, FIRST);
        BranchResource later = started(SECOND);

        assertThat(later.enlist(keyed())).isEqualTo(first);
        commit(later, SECOND);

        assertThat(due()).containsExactly(first);
    }

    @Test
    void ofTwoTransactionsAtATimeTheSecondIsRefusedAndMayTryAgain() throws Exception {
        BranchResource one = started(FIRST);
        one.enlist(keyed());
        BranchResource other = started(SECOND);

        assertThatThrownBy(() -> other.enlist(keyed()))
                .isInstanceOf(OutboxException.class)
                .hasMessageContaining("idempotency key");
        one.end(FIRST, TMSUCCESS);
        one.rollback(FIRST);

        StagedMail mail = keyed();
        assertThat(other.enlist(mail)).isEqualTo(mail.id());
        commit(other, SECOND);
        assertThat(due()).containsExactly(mail.id());
    }

    @Test
    void aPreparedTransactionHoldsItsKeyAlsoOverARestart() throws Exception {
        BranchResource one = started(FIRST);
        MailId first = one.enlist(keyed());
        one.end(FIRST, TMSUCCESS);
        assertThat(one.prepare(FIRST)).isEqualTo(XA_OK);
        outbox.close();
        open();

        assertThatThrownBy(() -> started(SECOND).enlist(keyed())).isInstanceOf(OutboxException.class);
        outbox.branchResource().commit(FIRST, false);

        assertThat(outbox.submit(List.of(keyed()))).containsExactly(first);
    }

    @Test
    void aKeyThatWasUsedOutsideMeanwhileRollsTheTransactionBack() throws Exception {
        BranchResource one = started(FIRST);
        one.enlist(keyed());
        MailId outside = outbox.submit(List.of(keyed())).get(0);
        one.end(FIRST, TMSUCCESS);

        assertThatThrownBy(() -> one.prepare(FIRST)).isInstanceOf(XAException.class);

        assertThat(due()).containsExactly(outside);
    }

    @Test
    void aCancelledMailIsNotDeliveredMeanwhileAndGoneWithTheCommit() throws Exception {
        MailId mail = outbox.submit(List.of(Mails.staged(outbox, "x"))).get(0);
        BranchResource branch = started(FIRST);

        assertThat(branch.cancel(mail)).isTrue();
        assertThat(due()).isEmpty();
        branch.end(FIRST, TMSUCCESS);
        assertThat(branch.prepare(FIRST)).isEqualTo(XA_OK);
        assertThat(due()).isEmpty();
        branch.commit(FIRST, false);

        assertThat(outbox.queue().find(mail)).isEmpty();
    }

    @Test
    void aCancellationThatIsRolledBackLetsTheMailGoOn() throws Exception {
        MailId mail = outbox.submit(List.of(Mails.staged(outbox, "x"))).get(0);
        BranchResource branch = started(FIRST);
        branch.cancel(mail);
        branch.end(FIRST, TMSUCCESS);
        branch.rollback(FIRST);
        BranchResource prepared = started(SECOND);
        assertThat(prepared.cancel(mail)).isTrue();
        prepared.end(SECOND, TMSUCCESS);
        prepared.prepare(SECOND);
        prepared.rollback(SECOND);

        assertThat(due()).containsExactly(mail);
    }

    @Test
    void whatIsBeingDeliveredCanNotBeCancelled() throws Exception {
        outbox.submit(List.of(Mails.staged(outbox, "x")));
        ClaimedMail claimed = outbox.claim(10).get(0);
        outbox.begin(claimed);

        assertThat(started(FIRST).cancel(claimed.id())).isFalse();
    }

    @Test
    void aTransactionMayCancelItsOwnMailAndSendItAnew() throws Exception {
        BranchResource branch = started(FIRST);
        MailId wrong = branch.enlist(keyed());

        assertThat(branch.cancel(wrong)).isTrue();
        MailId right = branch.enlist(keyed());
        commit(branch, FIRST);

        assertThat(due()).containsExactly(right).doesNotContain(wrong);
    }

    @Test
    void whatWaitsForItsTurnInMemoryCanBeCancelledAndGoesOnAfterARollback() throws Exception {
        MailId mail = outbox.submit(List.of(Mails.staged(outbox, "x"))).get(0);
        ClaimedMail claimed = outbox.claim(10).get(0);
        BranchResource branch = started(FIRST);

        assertThat(branch.cancel(mail)).isTrue();
        assertThat(outbox.begin(claimed)).isFalse();
        branch.end(FIRST, TMSUCCESS);
        branch.rollback(FIRST);

        assertThat(due()).containsExactly(mail);
    }
}
