package io.github.smtpra.outbox;

import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.TMSUSPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.github.smtpra.outbox.content.ContentDisk;
import io.github.smtpra.outbox.store.Checkpoint;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transaction manager of WildFly, with the outbox as one of its resources. */
class NarayanaTest {
    @TempDir
    static Path objectStore;

    @TempDir
    Path directory;

    @TempDir
    Path otherDirectory;

    private final TransactionManager manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
    private final SettableClock clock = new SettableClock();
    private final AtomicInteger flushes = new AtomicInteger();
    private volatile boolean diskFails;
    private DurableOutbox outbox;
    private DurableOutbox other;

    @BeforeAll
    static void configure() throws CoreEnvironmentBeanException {
        arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier("1");
        for (String store : new String[] {"default", "communicationStore", "stateStore"}) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store.equals("default") ? null : store)
                    .setObjectStoreDir(objectStore.toString());
        }
    }

    @BeforeEach
    void open() throws OutboxException {
        outbox = DurableOutbox.open(directory, clock, new Surroundings(ContentDisk.LOCAL, this::reached));
        other = DurableOutbox.open(otherDirectory, clock, Surroundings.REAL);
    }

    private void reached(Checkpoint.Moment moment) throws IOException {
        if (moment == Checkpoint.Moment.AFTER_FLUSH) {
            flushes.incrementAndGet();
        }
        if (diskFails && moment == Checkpoint.Moment.BEFORE_FLUSH) {
            throw new IOException("disk full");
        }
    }

    @AfterEach
    void close() {
        outbox.close();
        other.close();
    }

    private BranchResource enlisted(Outbox in) throws Exception {
        BranchResource resource = in.branchResource();
        manager.getTransaction().enlistResource(resource);
        return resource;
    }

    private static void send(Outbox in, BranchResource resource) throws IOException {
        resource.enlist(Mails.staged(in, "x"));
    }

    @Test
    void oneResourceCommitsWithOneFlush() throws Exception {
        manager.begin();
        send(outbox, enlisted(outbox));
        manager.commit();

        assertThat(outbox.claim(10)).hasSize(1);
        assertThat(flushes).hasValue(1);
    }

    @Test
    void twoOutboxesCommitInTwoPhases() throws Exception {
        manager.begin();
        send(outbox, enlisted(outbox));
        send(other, enlisted(other));
        manager.commit();

        assertThat(outbox.claim(10)).hasSize(1);
        assertThat(other.claim(10)).hasSize(1);
        assertThat(flushes).hasValue(2);
    }

    @Test
    void twoConnectionsOfOneOutboxAreOneBranch() throws Exception {
        manager.begin();
        send(outbox, enlisted(outbox));
        send(outbox, enlisted(outbox));
        manager.commit();

        assertThat(outbox.claim(10)).hasSize(2);
        assertThat(flushes).hasValue(1);
    }

    @Test
    void aRollbackLeavesNothing() throws Exception {
        manager.begin();
        send(outbox, enlisted(outbox));
        send(other, enlisted(other));
        manager.rollback();

        assertThat(outbox.claim(10)).isEmpty();
        assertThat(other.claim(10)).isEmpty();
        assertThat(flushes).hasValue(0);
    }

    @Test
    void aResourceThatRefusesUndoesTheMail() throws Exception {
        manager.begin();
        send(outbox, enlisted(outbox));
        manager.getTransaction().enlistResource(new Refusing());

        assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);

        assertThat(outbox.claim(10)).isEmpty();
        assertThat(outbox.branchResource().recover(XAResource.TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void aDiskThatFailsRollsTheTransactionBack() throws Exception {
        manager.begin();
        send(outbox, enlisted(outbox));
        send(other, enlisted(other));
        diskFails = true;
        assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);
        manager.begin();
        send(outbox, enlisted(outbox));
        assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);
        diskFails = false;

        assertThat(outbox.claim(10)).isEmpty();
        assertThat(other.claim(10)).isEmpty();
    }

    @Test
    void aSuspendedTransactionDoesNotMixWithTheNext() throws Exception {
        manager.begin();
        BranchResource first = enlisted(outbox);
        send(outbox, first);
        Transaction suspended = manager.suspend();
        manager.begin();
        send(outbox, enlisted(outbox));
        manager.commit();
        assertThat(outbox.claim(10)).hasSize(1);
        manager.resume(suspended);
        send(outbox, first);
        manager.rollback();

        assertThat(outbox.claim(10)).isEmpty();
    }

    @Test
    void aDelistedResourceIsEnlistedAgain() throws Exception {
        manager.begin();
        BranchResource resource = enlisted(outbox);
        send(outbox, resource);
        manager.getTransaction().delistResource(resource, TMSUSPEND);
        assertThat(resource.isAssociated()).isFalse();
        manager.getTransaction().enlistResource(resource);
        send(outbox, resource);
        manager.getTransaction().delistResource(resource, TMSUCCESS);
        manager.commit();

        assertThat(outbox.claim(10)).hasSize(2);
    }

    @Test
    void aTransactionThatSentNothingCostsNothing() throws Exception {
        manager.begin();
        enlisted(outbox);
        enlisted(other);
        manager.commit();

        assertThat(flushes).hasValue(0);
    }

    @Test
    void manySendsInOneTransactionShareItsFlush() throws Exception {
        manager.begin();
        BranchResource resource = enlisted(outbox);
        for (int i = 0; i < 500; i++) {
            send(outbox, resource);
        }
        manager.commit();

        assertThat(flushes).hasValue(1);
        assertThat(outbox.claim(1000)).hasSize(500);
    }

    @Test
    void aMailOfFiftyMebioctetsIsTransactionalToo() throws Exception {
        long size = 50L << 20;
        manager.begin();
        BranchResource resource = enlisted(outbox);
        resource.enlist(outbox.stage(Mails.TO_ANN, Mails.large(size)));
        enlisted(other);
        manager.commit();

        ClaimedMail mail = outbox.claim(1).get(0);
        assertThat(mail.size()).isEqualTo(size);
        assertThat(outbox.openContent(mail)).hasSameContentAs(Mails.large(size));
    }

    /** A resource that can not prepare. */
    private static final class Refusing implements XAResource {
        @Override
        public int prepare(Xid xid) throws XAException {
            throw new XAException(XAException.XA_RBROLLBACK);
        }

        @Override
        public void start(Xid xid, int flags) {}

        @Override
        public void end(Xid xid, int flags) {}

        @Override
        public void commit(Xid xid, boolean onePhase) {}

        @Override
        public void rollback(Xid xid) {}

        @Override
        public void forget(Xid xid) {}

        @Override
        public Xid[] recover(int flag) {
            return new Xid[0];
        }

        @Override
        public boolean isSameRM(XAResource resource) {
            return resource == this;
        }

        @Override
        public int getTransactionTimeout() {
            return 0;
        }

        @Override
        public boolean setTransactionTimeout(int seconds) {
            return false;
        }
    }
}
