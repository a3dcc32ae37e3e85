package io.github.smtpra.outbox.branch;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.BranchResource;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.StagedMail;
import io.github.smtpra.outbox.content.Staged;
import io.github.smtpra.outbox.store.BranchId;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The face of {@link Branches} to one connection: checks the flags and remembers which branch the connection works for.
 * Lives as long as the connection. The association belongs to one thread at a time; a transaction manager's own threads
 * may call the rest at any time.
 */
public final class BranchXaResource implements BranchResource {
    private final Branches branches;
    private volatile @Nullable Branch association;

    BranchXaResource(Branches branches) {
        this.branches = branches;
    }

    @Override
    public boolean isAssociated() {
        return association != null;
    }

    @Override
    public MailId enlist(StagedMail mail) throws OutboxException {
        Branch branch = associated();
        if (!(mail instanceof Staged staged)) {
            throw new OutboxException("Mail " + mail.id() + " was not staged here");
        }
        return branches.enlist(branch, staged);
    }

    @Override
    public boolean cancel(MailId mail) throws OutboxException {
        return branches.cancel(associated(), mail);
    }

    private Branch associated() throws OutboxException {
        Branch branch = association;
        if (branch == null) {
            throw new OutboxException("No transaction is under way on this connection");
        }
        return branch;
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        if (association != null) {
            throw XaFailure.of(XAException.XAER_PROTO, "The resource works for " + name(association) + " already");
        }
        association = switch (flags) {
            case TMNOFLAGS -> started(BranchId.of(xid));
            case TMJOIN -> joined(BranchId.of(xid));
            case TMRESUME -> resumed(BranchId.of(xid));
            default -> throw badFlags(flags);
        };
    }

    private Branch started(BranchId id) throws XAException {
        Branch branch = branches.start(id);
        branch.join();
        return branch;
    }

    private Branch joined(BranchId id) throws XAException {
        Branch branch = branches.known(id);
        branch.join();
        return branch;
    }

    private Branch resumed(BranchId id) throws XAException {
        Branch branch = branches.known(id);
        branch.resume();
        return branch;
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        if (flags != TMSUCCESS && flags != TMFAIL && flags != TMSUSPEND) {
            throw badFlags(flags);
        }
        BranchId id = BranchId.of(xid);
        Branch branch = association;
        if (branch != null && branch.id().equals(id)) {
            association = null;
            endAssociation(branch, flags);
        } else {
            endSuspended(branches.known(id), flags);
        }
    }

    private static void endAssociation(Branch branch, int flags) throws XAException {
        if (flags == TMSUSPEND) {
            branch.suspend();
            return;
        }
        failIfAsked(branch, flags);
        branch.end();
    }

    /** A transaction manager may end what it has suspended without resuming it. */
    private static void endSuspended(Branch branch, int flags) throws XAException {
        if (flags == TMSUSPEND) {
            throw XaFailure.of(XAException.XAER_PROTO, "The resource does not work for " + branch.id());
        }
        branch.endSuspended();
        failIfAsked(branch, flags);
    }

    private static void failIfAsked(Branch branch, int flags) {
        if (flags == TMFAIL) {
            branch.failed();
        }
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        return branches.prepare(BranchId.of(xid));
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        if (onePhase) {
            branches.commitOnePhase(BranchId.of(xid));
        } else {
            branches.commitPrepared(BranchId.of(xid));
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        branches.rollback(BranchId.of(xid));
    }

    @Override
    public void forget(Xid xid) throws XAException {
        branches.forget(BranchId.of(xid));
    }

    /**
     * All prepared branches at the start of a scan, and nothing more until its end: the flags are bits, and
     * {@code TMNOFLAGS} is none of them.
     */
    @Override
    public Xid[] recover(int flags) throws XAException {
        if ((flags & ~(TMSTARTRSCAN | TMENDRSCAN)) != 0) {
            throw badFlags(flags);
        }
        return (flags & TMSTARTRSCAN) == 0 ? new Xid[0] : branches.recover().toArray(Xid[]::new);
    }

    /** Whether {@code other} is a resource of the same outbox, through whichever handle. */
    @Override
    public boolean isSameRM(XAResource other) {
        return other instanceof BranchXaResource that && that.branches == branches;
    }

    /** No time-out of our own: nothing here waits for anything but the disk. */
    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    /** Says that the time-out is not taken; the transaction manager has its own. */
    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        if (seconds < 0) {
            throw XaFailure.of(XAException.XAER_INVAL, "A time-out below 0: " + seconds);
        }
        return false;
    }

    private static XAException badFlags(int flags) {
        return XaFailure.of(XAException.XAER_INVAL, "Flags 0x" + Integer.toHexString(flags));
    }

    private static String name(@Nullable Branch branch) {
        return branch == null ? "a branch" : branch.id().toString();
    }
}
