package io.github.smtpra.rar.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailException;
import io.github.smtpra.api.smtp.Envelope;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.transaction.Status;
import java.nio.file.Path;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract between a server and one managed connection (Jakarta Connectors §6.5.4, §6.8, §7). */
class ManagedConnectionTest {
    private static final Xid XID = new TestXid("one");

    @TempDir
    Path directory;

    private final RealOutbox parts = new RealOutbox();
    private final Listener listener = new Listener();
    private Adapter adapter;
    private SmtpManagedConnection managed;

    @BeforeEach
    void connect() throws Exception {
        adapter = Adapter.in(directory, parts);
        managed = managed();
        managed.addConnectionEventListener(listener);
    }

    @AfterEach
    void stop() {
        adapter.stop();
    }

    private SmtpManagedConnection managed() throws Exception {
        return (SmtpManagedConnection) adapter.factory().createManagedConnection(null, null);
    }

    private MailConnection handle() throws ResourceException {
        return (MailConnection) managed.getConnection(null, null);
    }

    private static void send(MailConnection connection, String subject) throws MailException, MessagingException {
        MimeMessage message = connection.createMessage();
        message.setSubject(subject);
        message.setText("x");
        connection.send(Envelope.from("").to("bob@example.org"), message);
    }

    @Test
    void nothingIsOpenedBeforeItIsNeeded() throws Exception {
        handle().close();

        assertThat(parts.log).isEmpty();
    }

    @Test
    void withoutATransactionAMailIsInTheQueueAtOnce() throws Exception {
        send(handle(), "now");

        assertThat(RealOutbox.queued(directory)).containsExactly("now");
    }

    @Test
    void inABranchAMailExistsFromCommitOn() throws Exception {
        XAResource branch = managed.getXAResource();
        branch.start(XID, XAResource.TMNOFLAGS);
        send(handle(), "in the branch");
        branch.end(XID, XAResource.TMSUCCESS);

        assertThat(branch.prepare(XID)).isEqualTo(XAResource.XA_OK);
        assertThat(RealOutbox.queued(directory)).isEmpty();
        branch.commit(XID, false);

        assertThat(RealOutbox.queued(directory)).containsExactly("in the branch");
    }

    @Test
    void inABranchThatRollsBackThereWasNoMail() throws Exception {
        XAResource branch = managed.getXAResource();
        branch.start(XID, XAResource.TMNOFLAGS);
        send(handle(), "never");
        branch.end(XID, XAResource.TMFAIL);
        branch.rollback(XID);
        send(handle(), "after");

        assertThat(RealOutbox.queued(directory)).containsExactly("after");
    }

    @Test
    void cleanupKeepsWhatIsPrepared() throws Exception {
        XAResource branch = managed.getXAResource();
        branch.start(XID, XAResource.TMNOFLAGS);
        send(handle(), "prepared");
        branch.end(XID, XAResource.TMSUCCESS);
        branch.prepare(XID);

        managed.cleanup();
        managed.destroy();
        XAResource afterwards = managed().getXAResource();

        assertThat(afterwards.recover(XAResource.TMSTARTRSCAN)).hasSize(1);
        afterwards.commit(XID, false);
        assertThat(RealOutbox.queued(directory)).containsExactly("prepared");
    }

    @Test
    void thereIsOneXaResource() throws Exception {
        assertThat(managed.getXAResource()).isSameAs(managed.getXAResource());
        assertThat(managed.getXAResource().isSameRM(managed().getXAResource())).isTrue();
    }

    @Test
    void aConnectionOlderThanTheTransactionDoesNotSendPastIt() throws Exception {
        TestTransaction transaction = new TestTransaction();
        adapter.outbound().start(transaction);
        MailConnection connection = handle();

        transaction.status = Status.STATUS_ACTIVE;
        assertThatThrownBy(() -> send(connection, "past it"))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("older than the transaction");
        transaction.status = Status.STATUS_NO_TRANSACTION;
        send(connection, "afterwards");

        assertThat(RealOutbox.queued(directory)).containsExactly("afterwards");
    }

    @Test
    void aLocalTransactionSubmitsAllAtItsCommit() throws Exception {
        LocalTransaction local = managed.getLocalTransaction();
        local.begin();
        send(handle(), "first");
        send(handle(), "second");
        assertThat(RealOutbox.queued(directory)).isEmpty();

        local.commit();

        assertThat(RealOutbox.queued(directory)).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void aLocalTransactionThatIsRolledBackOrCleanedUpLeavesNothing() throws Exception {
        LocalTransaction local = managed.getLocalTransaction();
        local.begin();
        send(handle(), "rolled back");
        local.rollback();
        local.begin();
        send(handle(), "forgotten");
        managed.cleanup();

        assertThat(RealOutbox.queued(directory)).isEmpty();
        assertThatThrownBy(local::commit).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLocalTransactionDoesNotBeginTwice() throws Exception {
        managed.getLocalTransaction().begin();

        assertThatThrownBy(() -> managed.getLocalTransaction().begin()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingIsToldOnceWithTheHandle() throws Exception {
        MailConnection connection = handle();
        connection.close();
        connection.close();

        assertThat(listener.told).containsExactly("closed");
        assertThat(listener.handle).isSameAs(connection);
    }

    @Test
    void aClosedConnectionSaysSo() throws Exception {
        MailConnection connection = handle();
        MimeMessage message = connection.createMessage();
        connection.close();

        assertThatThrownBy(() -> connection.send(message))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(connection::createMessage).hasMessageContaining("closed");
    }

    @Test
    void cleanupInvalidatesEveryHandleInSilence() throws Exception {
        MailConnection first = handle();
        MailConnection second = handle();

        managed.cleanup();
        first.close();

        assertThatThrownBy(() -> send(second, "x")).hasMessageContaining("closed");
        assertThat(listener.told).isEmpty();
        send(handle(), "the next user");
    }

    @Test
    void aListenerMayGoWhileItIsTold() throws Exception {
        ConnectionEventListener goes = new ConnectionEventListener() {
            @Override
            public void connectionClosed(ConnectionEvent event) {
                managed.removeConnectionEventListener(this);
                managed.removeConnectionEventListener(listener);
            }

            @Override
            public void connectionErrorOccurred(ConnectionEvent event) {}

            @Override
            public void localTransactionStarted(ConnectionEvent event) {}

            @Override
            public void localTransactionCommitted(ConnectionEvent event) {}

            @Override
            public void localTransactionRolledback(ConnectionEvent event) {}
        };
        managed.removeConnectionEventListener(listener);
        managed.addConnectionEventListener(goes);
        managed.addConnectionEventListener(listener);

        handle().close();
        handle().close();

        assertThat(listener.told).containsExactly("closed");
    }

    @Test
    void aStoppedAdapterIsAnErrorToldOnce() throws Exception {
        MailConnection connection = handle();
        adapter.stop();

        assertThatThrownBy(() -> send(connection, "x")).hasMessageContaining("stopped");
        assertThatThrownBy(() -> send(connection, "x")).hasMessageContaining("stopped");

        assertThat(listener.told).containsExactly("error");
        assertThat(managed.isValid(1)).isFalse();
    }

    @Test
    void aHandleMovesToTheConnectionThatItIsAssociatedWith() throws Exception {
        MailConnection connection = handle();
        SmtpManagedConnection other = managed();
        Listener otherListener = new Listener();
        other.addConnectionEventListener(otherListener);

        other.associateConnection(connection);
        managed.cleanup();
        other.getLocalTransaction().begin();
        send(connection, "moved");
        connection.close();

        assertThat(RealOutbox.queued(directory)).isEmpty();
        assertThat(listener.told).isEmpty();
        assertThat(otherListener.told).containsExactly("closed");
    }

    @Test
    void aDissociatedHandleNeedsAServerThatAssociatesIt() throws Exception {
        MailConnection connection = handle();
        managed.dissociateConnections();

        assertThatThrownBy(() -> send(connection, "x")).hasMessageContaining("get a new one");

        managed.associateConnection(connection);
        send(connection, "back again");
        assertThat(RealOutbox.queued(directory)).containsExactly("back again");
    }

    @Test
    void aDestroyedConnectionServesNobody() throws Exception {
        MailConnection connection = handle();
        managed.destroy();

        assertThatThrownBy(() -> managed.getConnection(null, null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> managed.associateConnection(connection)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> managed().associateConnection("no handle")).isInstanceOf(IllegalStateException.class);
        assertThat(managed.isValid(1)).isFalse();
    }

    @Test
    void theMetaDataSayWhatThisIs() throws Exception {
        assertThat(managed.getMetaData().getEISProductName()).contains("smtp-ra");
        assertThat(managed.getMetaData().getMaxConnections()).isZero();
    }
}
