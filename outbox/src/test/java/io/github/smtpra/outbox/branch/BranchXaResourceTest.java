package io.github.smtpra.outbox.branch;

import static javax.transaction.xa.XAResource.TMENDRSCAN;
import static javax.transaction.xa.XAResource.TMFAIL;
import static javax.transaction.xa.XAResource.TMJOIN;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMONEPHASE;
import static javax.transaction.xa.XAResource.TMRESUME;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.TMSUSPEND;
import static javax.transaction.xa.XAResource.XA_OK;
import static javax.transaction.xa.XAResource.XA_RDONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.smtpra.outbox.BranchResource;
import io.github.smtpra.outbox.Mails;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.Outboxes;
import io.github.smtpra.outbox.SettableClock;
import io.github.smtpra.outbox.StagedMail;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BranchXaResourceTest {
    private final SettableClock clock = new SettableClock();

    @TempDir
    Path directory;

    private Outbox outbox;
    private BranchResource resource;

    @BeforeEach
    void open() throws OutboxException {
        outbox = Outboxes.acquire(directory, clock);
        resource = outbox.branchResource();
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    private void restart() throws OutboxException {
        close();
        open();
    }

    /** A new Xid object each time: the outbox must go by what it says. */
    private static Xid xid() {
        return new TestXid(1, 1);
    }

    private StagedMail send() throws IOException {
        StagedMail mail = Mails.staged(outbox, "x");
        resource.enlist(mail);
        return mail;
    }

    private void sendInBranch() throws Exception {
        resource.start(xid(), TMNOFLAGS);
        send();
        resource.end(xid(), TMSUCCESS);
    }

    private int claimable() throws OutboxException {
        return outbox.claim(100).size();
    }

    private static void assertFails(int code, ThrowingCallable call) {
        XAException failure = catchThrowableOfType(XAException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.errorCode).isEqualTo(code);
        assertThat(failure).hasMessageContaining(" ");
    }

    @Test
    void onePhaseMakesMailDueAndTellsTheListener() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        outbox.onDue(heard::incrementAndGet);
        sendInBranch();
        assertThat(outbox.nextDue()).isEmpty();

        resource.commit(xid(), true);

        assertThat(heard).hasValue(1);
        assertThat(claimable()).isEqualTo(1);
        assertFails(XAException.XAER_NOTA, () -> resource.commit(xid(), true));
    }

    @Test
    void twoPhasesMakeMailDueAtTheSecond() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        outbox.onDue(heard::incrementAndGet);
        sendInBranch();

        assertThat(resource.prepare(xid())).isEqualTo(XA_OK);
        assertThat(heard).hasValue(0);
        assertThat(claimable()).isZero();

        resource.commit(xid(), false);
        assertThat(heard).hasValue(1);
        assertThat(claimable()).isEqualTo(1);
        assertFails(XAException.XAER_NOTA, () -> resource.commit(xid(), false));
        assertFails(XAException.XAER_NOTA, () -> resource.rollback(xid()));
    }

    @Test
    void nothingSentIsReadOnlyAndForgotten() throws Exception {
        resource.start(xid(), TMNOFLAGS);
        resource.end(xid(), TMSUCCESS);

        assertThat(resource.prepare(xid())).isEqualTo(XA_RDONLY);

        assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
        assertFails(XAException.XAER_NOTA, () -> resource.commit(xid(), false));
    }

    @Test
    void nothingSentCommitsInOnePhase() throws Exception {
        resource.start(xid(), TMNOFLAGS);
        resource.end(xid(), TMSUCCESS);

        resource.commit(xid(), true);

        assertThat(claimable()).isZero();
    }

    @Test
    void aRollbackLeavesNothing() throws Exception {
        resource.start(xid(), TMNOFLAGS);
        StagedMail large = outbox.stage(Mails.TO_ANN, Mails.large(100_000));
        resource.enlist(large);
        resource.end(xid(), TMSUCCESS);

        resource.rollback(xid());

        assertThat(directory.resolve("content")).isEmptyDirectory();
        assertThat(claimable()).isZero();
        assertFails(XAException.XAER_NOTA, () -> resource.rollback(xid()));
    }

    @Test
    void aPreparedBranchRollsBackOnAFreshResourceAfterARestart() throws Exception {
        resource.start(xid(), TMNOFLAGS);
        resource.enlist(outbox.stage(Mails.TO_ANN, Mails.large(100_000)));
        resource.end(xid(), TMSUCCESS);
        resource.prepare(xid());
        restart();

        resource.rollback(xid());

        assertThat(directory.resolve("content")).isEmptyDirectory();
        assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void aPreparedBranchCommitsOnAFreshResourceAfterARestart() throws Exception {
        sendInBranch();
        resource.prepare(xid());
        restart();

        Xid[] found = resource.recover(TMSTARTRSCAN | TMENDRSCAN);
        assertThat(found).hasSize(1);
        assertThat(found[0].getFormatId()).isEqualTo(4711);
        assertThat(found[0].getGlobalTransactionId()).isEqualTo(xid().getGlobalTransactionId());
        assertThat(found[0].getBranchQualifier()).isEqualTo(xid().getBranchQualifier());
        assertThat(claimable()).isZero();

        outbox.branchResource().commit(xid(), false);
        assertThat(claimable()).isEqualTo(1);
    }

    @Test
    void recoverReadsItsFlagsAsBits() throws Exception {
        sendInBranch();
        resource.prepare(xid());

        assertThat(resource.recover(TMSTARTRSCAN)).hasSize(1);
        assertThat(resource.recover(TMNOFLAGS)).isEmpty();
        assertThat(resource.recover(TMENDRSCAN)).isEmpty();
        assertThat(resource.recover(TMSTARTRSCAN | TMENDRSCAN)).hasSize(1);
        assertFails(XAException.XAER_INVAL, () -> resource.recover(TMJOIN));
    }

    @Test
    void recoverShowsOnlyWhatIsPrepared() throws Exception {
        sendInBranch();

        assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void anUnpreparedBranchVanishesAtARestart() throws Exception {
        sendInBranch();
        restart();

        assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
        assertFails(XAException.XAER_NOTA, () -> resource.rollback(xid()));
        assertThat(claimable()).isZero();
    }

    @Test
    void aKnownXidIsADuplicateAlsoWhenPreparedByAnEarlierProcess() throws Exception {
        sendInBranch();
        assertFails(XAException.XAER_DUPID, () -> resource.start(xid(), TMNOFLAGS));
        resource.prepare(xid());
        assertFails(XAException.XAER_DUPID, () -> resource.start(xid(), TMNOFLAGS));
        restart();
        assertFails(XAException.XAER_DUPID, () -> resource.start(xid(), TMNOFLAGS));
        assertThat(resource.isAssociated()).isFalse();
    }

    @Test
    void anXidMayBeUsedAgainOnceItsBranchIsGone() throws Exception {
        sendInBranch();
        resource.commit(xid(), true);
        sendInBranch();
        resource.commit(xid(), true);

        assertThat(claimable()).isEqualTo(2);
    }

    @Test
    void otherResourcesJoinTheBranch() throws Exception {
        BranchResource other = outbox.branchResource();
        resource.start(xid(), TMNOFLAGS);
        send();
        other.start(xid(), TMJOIN);
        other.enlist(Mails.staged(outbox, "y"));
        resource.end(xid(), TMSUCCESS);
        assertFails(XAException.XAER_PROTO, () -> resource.prepare(xid()));
        other.end(xid(), TMSUCCESS);

        other.commit(xid(), true);

        assertThat(claimable()).isEqualTo(2);
    }

    @Test
    void aSuspendedBranchIsResumedAlsoElsewhere() throws Exception {
        resource.start(xid(), TMNOFLAGS);
        resource.end(xid(), TMSUSPEND);
        assertThat(resource.isAssociated()).isFalse();
        assertFails(XAException.XAER_PROTO, () -> resource.prepare(xid()));

        BranchResource other = outbox.branchResource();
        other.start(xid(), TMRESUME);
        other.enlist(Mails.staged(outbox, "y"));
        other.end(xid(), TMSUCCESS);
        assertFails(XAException.XAER_PROTO, () -> other.start(xid(), TMRESUME));

        other.commit(xid(), true);
        assertThat(claimable()).isEqualTo(1);
    }

    @Test
    void aSuspendedBranchMayBeEndedWithoutBeingResumed() throws Exception {
        resource.start(xid(), TMNOFLAGS);
        send();
        resource.end(xid(), TMSUSPEND);
        resource.end(xid(), TMSUCCESS);

        assertThat(resource.prepare(xid())).isEqualTo(XA_OK);
    }

    @Test
    void whileSuspendedTheResourceServesAnotherBranch() throws Exception {
        Xid inner = new TestXid(2, 1);
        resource.start(xid(), TMNOFLAGS);
        resource.end(xid(), TMSUSPEND);
        resource.start(inner, TMNOFLAGS);
        send();
        resource.end(inner, TMSUCCESS);
        resource.commit(inner, true);
        resource.start(xid(), TMRESUME);
        send();
        resource.end(xid(), TMSUCCESS);
        resource.rollback(xid());

        assertThat(claimable()).isEqualTo(1);
    }

    @Test
    void aFailedBranchCanOnlyRollBack() throws Exception {
        resource.start(xid(), TMNOFLAGS);
        send();
        resource.end(xid(), TMFAIL);
        assertFails(XAException.XA_RBROLLBACK, () -> resource.start(xid(), TMJOIN));

        assertFails(XAException.XA_RBROLLBACK, () -> resource.prepare(xid()));

        assertThat(claimable()).isZero();
        assertFails(XAException.XAER_NOTA, () -> resource.rollback(xid()));
    }

    @Test
    void aFailedBranchDoesNotCommitInOnePhase() throws Exception {
        resource.start(xid(), TMNOFLAGS);
        send();
        resource.end(xid(), TMFAIL);

        assertFails(XAException.XA_RBROLLBACK, () -> resource.commit(xid(), true));
        assertThat(claimable()).isZero();
    }

    @Test
    void aTimeoutMayRollBackUnderAResourceAtWork() throws Exception {
        resource.start(xid(), TMNOFLAGS);
        send();
        outbox.branchResource().rollback(xid());

        StagedMail late = Mails.staged(outbox, "late");
        assertThatThrownBy(() -> resource.enlist(late)).isInstanceOf(OutboxException.class);
        assertFails(XAException.XA_RBROLLBACK, () -> resource.end(xid(), TMSUCCESS));
        assertThat(resource.isAssociated()).isFalse();
        assertThat(claimable()).isZero();
    }

    @Test
    void callsOutOfOrderAreRefused() throws Exception {
        assertFails(XAException.XAER_NOTA, () -> resource.start(xid(), TMJOIN));
        assertFails(XAException.XAER_NOTA, () -> resource.start(xid(), TMRESUME));
        assertFails(XAException.XAER_NOTA, () -> resource.end(xid(), TMSUCCESS));
        assertFails(XAException.XAER_NOTA, () -> resource.prepare(xid()));
        assertFails(XAException.XAER_NOTA, () -> resource.forget(xid()));
        assertFails(XAException.XAER_INVAL, () -> resource.start(xid(), TMONEPHASE));
        assertFails(XAException.XAER_INVAL, () -> resource.end(xid(), TMJOIN));
        assertThatThrownBy(() -> resource.enlist(Mails.staged(outbox, "x"))).isInstanceOf(OutboxException.class);

        resource.start(xid(), TMNOFLAGS);
        assertFails(XAException.XAER_PROTO, () -> resource.start(new TestXid(2, 2), TMNOFLAGS));
        send();
        assertFails(XAException.XAER_PROTO, () -> resource.commit(xid(), true));
        resource.end(xid(), TMSUCCESS);
        assertFails(XAException.XAER_PROTO, () -> resource.end(xid(), TMSUCCESS));
        assertFails(XAException.XAER_PROTO, () -> resource.commit(xid(), false));
        assertFails(XAException.XAER_PROTO, () -> resource.forget(xid()));
        resource.prepare(xid());
        assertFails(XAException.XAER_PROTO, () -> resource.prepare(xid()));
        assertFails(XAException.XAER_PROTO, () -> resource.commit(xid(), true));
        assertFails(XAException.XAER_PROTO, () -> resource.start(xid(), TMJOIN));
        resource.commit(xid(), false);
        assertThat(claimable()).isEqualTo(1);
    }

    @Test
    void aMailIsEnlistedOnceAndNoLongerDiscarded() throws Exception {
        resource.start(xid(), TMNOFLAGS);
        StagedMail mail = send();
        assertThatThrownBy(() -> resource.enlist(mail)).isInstanceOf(OutboxException.class);
        outbox.discard(List.of(mail));
        resource.end(xid(), TMSUCCESS);
        resource.commit(xid(), true);

        assertThat(claimable()).isEqualTo(1);
    }

    @Test
    void anotherOutboxIsAnotherResourceManager(@TempDir Path elsewhere) throws Exception {
        try (Outbox other = Outboxes.acquire(elsewhere, clock)) {
            assertThat(resource.isSameRM(other.branchResource())).isFalse();
            assertThat(resource.isSameRM(outbox.branchResource())).isTrue();
        }
    }

    /** A server that has not unwrapped it makes a branch of its own of it; nothing is joined by mistake. */
    @Test
    void aResourceInSomebodysWrappingIsAnother() throws Exception {
        XAResource wrapped = (XAResource) Proxy.newProxyInstance(
                XAResource.class.getClassLoader(),
                new Class<?>[] {XAResource.class},
                (proxy, method, arguments) -> method.invoke(resource, arguments));

        assertThat(resource.isSameRM(wrapped)).isFalse();
        assertThat(wrapped.isSameRM(resource)).isTrue();
    }

    @Test
    void thereIsNoTimeoutOfOurOwn() throws Exception {
        assertThat(resource.getTransactionTimeout()).isZero();
        assertThat(resource.setTransactionTimeout(60)).isFalse();
        assertFails(XAException.XAER_INVAL, () -> resource.setTransactionTimeout(-1));
    }

    @Test
    void onceTheOutboxIsClosedRecoveryIsToldToTryAgain() throws Exception {
        sendInBranch();
        resource.prepare(xid());
        outbox.close();

        assertFails(XAException.XAER_RMFAIL, () -> resource.commit(xid(), false));
        assertFails(XAException.XAER_RMFAIL, () -> resource.rollback(xid()));
        assertFails(XAException.XAER_RMFAIL, () -> resource.recover(TMSTARTRSCAN));
    }
}
