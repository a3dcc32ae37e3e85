package io.github.smtpra.outbox;

import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.smtpra.outbox.branch.TestXid;
import io.github.smtpra.outbox.content.ContentDisk;
import io.github.smtpra.outbox.store.Checkpoint.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a transaction manager hears when the store fails: the truth, in the one code that says it. */
class FaultyTransactionTest {
    private static final Xid XID = new TestXid(3, 3);

    @TempDir
    Path directory;

    private volatile Set<Moment> failing = EnumSet.noneOf(Moment.class);
    private DurableOutbox outbox;
    private BranchResource resource;

    @BeforeEach
    void open() throws Exception {
        outbox = DurableOutbox.open(directory, new SettableClock(), new Surroundings(ContentDisk.LOCAL, this::reached));
        resource = outbox.branchResource();
        resource.start(XID, TMNOFLAGS);
        resource.enlist(outbox.stage(Mails.TO_ANN, Mails.large(100_000)));
        resource.end(XID, TMSUCCESS);
    }

    private void reached(Moment moment) throws IOException {
        if (failing.contains(moment)) {
            throw new IOException("disk full");
        }
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    private void works() {
        failing = EnumSet.noneOf(Moment.class);
    }

    private static void assertFails(int code, ThrowingCallable call) {
        XAException failure = catchThrowableOfType(XAException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.errorCode).isEqualTo(code);
    }

    private void assertNothingIsKept() throws Exception {
        assertThat(outbox.claim(10)).isEmpty();
        assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
        assertThat(directory.resolve("content")).isEmptyDirectory();
        assertFails(XAException.XAER_NOTA, () -> resource.rollback(XID));
    }

    @Test
    void aFailedPrepareHasRolledBack() throws Exception {
        failing = EnumSet.of(Moment.BEFORE_FLUSH);
        assertFails(XAException.XA_RBROLLBACK, () -> resource.prepare(XID));
        works();

        assertNothingIsKept();
    }

    @Test
    void aFailedOnePhaseCommitHasRolledBack() throws Exception {
        failing = EnumSet.of(Moment.OPERATION);
        assertFails(XAException.XA_RBROLLBACK, () -> resource.commit(XID, true));
        works();

        assertNothingIsKept();
    }

    @Test
    void aFailedCommitOfAPreparedBranchIsTriedAgain() throws Exception {
        resource.prepare(XID);
        failing = EnumSet.of(Moment.BEFORE_FLUSH);
        assertFails(XAException.XAER_RMFAIL, () -> resource.commit(XID, false));
        works();

        assertThat(resource.recover(TMSTARTRSCAN)).hasSize(1);
        resource.commit(XID, false);
        assertThat(outbox.claim(10)).hasSize(1);
    }

    @Test
    void aFailedRollbackOfAPreparedBranchIsTriedAgain() throws Exception {
        resource.prepare(XID);
        failing = EnumSet.of(Moment.BEFORE_FLUSH, Moment.BEFORE_REPAIR);
        assertFails(XAException.XAER_RMFAIL, () -> resource.rollback(XID));
        works();

        resource.rollback(XID);
        assertNothingIsKept();
    }

    @Test
    void aOnePhaseCommitThatNobodyCanTellIsAHazardUntilForgotten() throws Exception {
        failing = EnumSet.of(Moment.BEFORE_FLUSH, Moment.BEFORE_REPAIR);
        assertFails(XAException.XA_HEURHAZ, () -> resource.commit(XID, true));
        works();

        assertFails(XAException.XA_HEURHAZ, () -> resource.commit(XID, false));
        assertFails(XAException.XA_HEURHAZ, () -> resource.rollback(XID));
        resource.forget(XID);
        assertFails(XAException.XAER_NOTA, () -> resource.forget(XID));
    }
}
