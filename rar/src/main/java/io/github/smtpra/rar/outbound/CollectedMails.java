package io.github.smtpra.rar.outbound;

import io.github.smtpra.api.MailException;
import io.github.smtpra.outbox.BranchResource;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * A local transaction: mails sent and cancelled from its begin to its end, all or none. To the outbox it is a branch that
 * commits in one phase, and exists from its first mail on.
 */
final class CollectedMails implements LocalTransaction {
    private final OutboundSide outbound;
    private boolean active;
    private @Nullable Begun begun;

    private record Begun(BranchResource resource, LocalXid xid) {}

    CollectedMails(OutboundSide outbound) {
        this.outbound = outbound;
    }

    synchronized boolean isActive() {
        return active;
    }

    /** What the mails of this transaction join. */
    synchronized BranchResource branch() throws MailException {
        if (!active) {
            throw new MailException("the local transaction has ended");
        }
        Begun known = begun;
        if (known == null) {
            known = started(outbound.outbox().branchResource());
            begun = known;
        }
        return known.resource();
    }

    private static Begun started(BranchResource resource) throws MailException {
        LocalXid xid = LocalXid.next();
        try {
            resource.start(xid, XAResource.TMNOFLAGS);
            return new Begun(resource, xid);
        } catch (XAException e) {
            throw new MailException("the local transaction can not begin: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void begin() throws ResourceException {
        if (active) {
            throw new IllegalStateException("the local transaction has begun already");
        }
        active = true;
    }

    @Override
    public void commit() throws ResourceException {
        Begun ended = end();
        if (ended != null) {
            run("the outbox can not take the mail", () -> {
                ended.resource().end(ended.xid(), XAResource.TMSUCCESS);
                ended.resource().commit(ended.xid(), true);
            });
        }
    }

    @Override
    public void rollback() throws ResourceException {
        rollback(end());
    }

    private static void rollback(@Nullable Begun ended) throws ResourceException {
        if (ended != null) {
            run("the local transaction can not roll back", () -> {
                ended.resource().end(ended.xid(), XAResource.TMFAIL);
                ended.resource().rollback(ended.xid());
            });
        }
    }

    /** An end of the branch. */
    private interface Ending {
        void run() throws XAException;
    }

    private static void run(String trouble, Ending ending) throws LocalTransactionException {
        try {
            ending.run();
        } catch (XAException e) {
            throw new LocalTransactionException(trouble + ": " + e.getMessage(), e);
        }
    }

    private synchronized @Nullable Begun end() throws ResourceException {
        if (!active) {
            throw new IllegalStateException("no local transaction has begun");
        }
        return taken();
    }

    private synchronized @Nullable Begun taken() {
        Begun last = begun;
        active = false;
        begun = null;
        return last;
    }

    /** Ends it, if there is one, as if it had never been. */
    void forget() {
        try {
            rollback(taken());
        } catch (ResourceException e) {
            System.getLogger(CollectedMails.class.getName())
                    .log(System.Logger.Level.DEBUG, "A local transaction was given up", e);
        }
    }
}
