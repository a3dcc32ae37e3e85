package io.github.smtpra.rar.outbound;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.engine.submission.Submission;
import io.github.smtpra.outbox.BranchResource;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.StagedMail;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.DissociatableManagedConnection;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * A place at the counter of the outbox, which the server pools and enlists (Jakarta Connectors §6.5.4). Holds no
 * resource: the outbox is opened when the first mail or branch needs it, and belongs to the adapter.
 *
 * <p>Where a mail goes is decided by the transaction that this connection takes part in: the branch that its one
 * XAResource is associated with, or its local transaction, or neither, and then the mail is in the queue at once.
 *
 * <p>Used by one application thread at a time, as the server sees to; recovery and clean-up may come on others.
 */
final class SmtpManagedConnection implements ManagedConnection, DissociatableManagedConnection {
    private final OutboundSide outbound;
    private final FactoryDefaults defaults;
    private final ConnectionEvents events = new ConnectionEvents(this);
    private final Set<OutboxConnection> handles = new CopyOnWriteArraySet<>();
    private final CollectedMails localTransaction;
    private volatile @Nullable BranchResource branch;
    private volatile boolean destroyed;
    private @Nullable PrintWriter logWriter;

    /**
     * A place.
     *
     * @param defaults what mail asks for whose sender says nothing else
     */
    SmtpManagedConnection(OutboundSide outbound, FactoryDefaults defaults) {
        this.outbound = outbound;
        this.defaults = defaults;
        this.localTransaction = new CollectedMails(outbound);
    }

    /** Reads a mail from the application and stages it. */
    interface Staging {
        StagedMail at(Submission counter) throws MailException;
    }

    /** Stages a mail and hands it over as the transaction demands. */
    MailId send(SendOptions options, Staging staging) throws MailException {
        StagedMail mail = staging.at(counter().with(wanted(options)));
        try {
            MailId sent = handOver(mail);
            if (!sent.equals(mail.id())) {
                // One with the same idempotency key was sent before.
                outbound.discard(List.of(mail));
            }
            return sent;
        } catch (MailException e) {
            outbound.discard(List.of(mail));
            throw e;
        } catch (OutboxException e) {
            outbound.discard(List.of(mail));
            throw new MailException("the outbox can not take the mail: " + e.getMessage(), e);
        }
    }

    private Submission counter() throws MailException {
        try {
            return outbound.counter();
        } catch (MailException e) {
            if (outbound.isStopped()) {
                events.errorOccurred(e);
            }
            throw e;
        }
    }

    /** What the sender asks for, and where it says nothing, the connection factory. Its route must be one that there is. */
    private SendOptions wanted(SendOptions options) throws MailException {
        SendOptions wanted = defaults.in(options);
        if (wanted.route().isPresent()) {
            outbound.routes().require(wanted.route().get());
        }
        return wanted;
    }

    /** Takes a mail out of the queue, as the transaction demands; whether it was in time. */
    boolean cancel(MailId mail) throws MailException {
        counter();
        try {
            Optional<BranchResource> transaction = transaction();
            return transaction.isPresent()
                    ? transaction.get().cancel(mail)
                    : outbound.outbox().cancel(mail);
        } catch (OutboxException e) {
            throw new MailException("the mail can not be cancelled: " + e.getMessage(), e);
        }
    }

    private MailId handOver(StagedMail mail) throws OutboxException, MailException {
        Optional<BranchResource> transaction = transaction();
        return transaction.isPresent()
                ? transaction.get().enlist(mail)
                : outbound.outbox().submit(List.of(mail)).get(0);
    }

    /** What a mail joins now; empty if it is in the queue at once. */
    private Optional<BranchResource> transaction() throws MailException {
        BranchResource current = branch;
        if (current != null && current.isAssociated()) {
            return Optional.of(current);
        } else if (localTransaction.isActive()) {
            return Optional.of(localTransaction.branch());
        } else if (outbound.isInTransaction()) {
            // Sent at once it would exist even if the transaction rolls back.
            throw new MailException("the connection is older than the transaction and no part of it:"
                    + " get connections within the transaction that they are to take part in");
        }
        return Optional.empty();
    }

    @Override
    public Object getConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo info)
            throws ResourceException {
        if (destroyed) {
            throw new IllegalStateException("the managed connection is destroyed");
        }
        OutboxConnection handle = new OutboxConnection(this);
        handles.add(handle);
        return handle;
    }

    @Override
    public void associateConnection(Object connection) throws ResourceException {
        if (destroyed || !(connection instanceof OutboxConnection handle)) {
            throw new IllegalStateException("not a handle that this managed connection can serve");
        }
        SmtpManagedConnection before = handle.associate(this);
        if (before != null) {
            before.handles.remove(handle);
        }
        handles.add(handle);
    }

    @Override
    public void dissociateConnections() {
        handles.forEach(OutboxConnection::dissociate);
        handles.clear();
    }

    /** The application has closed {@code handle}. */
    void handleClosed(OutboxConnection handle) {
        if (handles.remove(handle)) {
            events.closed(handle);
        }
    }

    /** Ready for the next user. What is prepared belongs to the outbox and stays; what was only collected goes. */
    @Override
    public void cleanup() {
        handles.forEach(OutboxConnection::invalidate);
        handles.clear();
        localTransaction.forget();
    }

    @Override
    public void destroy() {
        destroyed = true;
        cleanup();
    }

    /** Whether this connection can serve a request to {@code wanted} with these defaults. */
    boolean isUsableFor(OutboundSide wanted, FactoryDefaults wantedDefaults) {
        return outbound == wanted && defaults.equals(wantedDefaults) && isValid(0);
    }

    /** Asked by recovery, which makes a new connection in each pass where it gets no answer. Never waits. */
    public boolean isValid(int seconds) {
        return !destroyed && !outbound.isStopped();
    }

    /** Always the same one. */
    @Override
    public synchronized XAResource getXAResource() throws ResourceException {
        if (branch == null) {
            branch = outbound.outbox().branchResource();
        }
        return branch;
    }

    @Override
    public LocalTransaction getLocalTransaction() {
        return localTransaction;
    }

    @Override
    public ManagedConnectionMetaData getMetaData() {
        return new OutboxMetaData();
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        events.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        events.remove(listener);
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }
}
