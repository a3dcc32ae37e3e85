package io.github.smtpra.outbox.branch;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.content.Staged;
import io.github.smtpra.outbox.store.BranchId;
import io.github.smtpra.outbox.store.Intake;
import io.github.smtpra.outbox.store.Parcel;
import io.github.smtpra.outbox.store.UncertainCommitException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * All branches of one outbox, however many resources name them, and the decisions that end them. Nothing here waits for
 * more than the disk. Safe for use by many threads, without a lock of its own.
 */
public final class Branches {
    private final Intake intake;
    private final Keys keys;
    private final ConcurrentMap<BranchId, Branch> branches = new ConcurrentHashMap<>();

    private Branches(Intake intake) {
        this.intake = intake;
        keys = new Keys(intake);
    }

    /** The branches of the outbox behind {@code intake}, those that an earlier process prepared among them. */
    public static Branches of(Intake intake) throws OutboxException {
        Branches all = new Branches(intake);
        for (BranchId id : intake.prepared()) {
            all.branches.put(id, Branch.prepared(id));
        }
        return all;
    }

    /** A new resource for these branches. */
    public BranchXaResource resource() {
        return new BranchXaResource(this);
    }

    /** Starts a new branch. */
    Branch start(BranchId id) throws XAException {
        Branch branch = Branch.open(id);
        if (branches.putIfAbsent(id, branch) != null) {
            throw XaFailure.of(XAException.XAER_DUPID, id + " is known already");
        }
        return branch;
    }

    /** The branch that was started or found prepared as {@code id}. */
    Branch known(BranchId id) throws XAException {
        Branch branch = branches.get(id);
        if (branch == null) {
            throw unknown(id);
        }
        return branch;
    }

    /** Adds {@code mail} to {@code branch}, unless its key was used before; the id of the mail that is sent. */
    MailId enlist(Branch branch, Staged mail) throws OutboxException {
        Optional<MailId> before = keys.reserve(branch.id(), mail);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            branch.add(mail);
            return mail.id();
        } catch (OutboxException e) {
            keys.free(mail);
            throw e;
        }
    }

    /** Has {@code branch} take {@code mail} out of the queue; false if it is too late for that. */
    boolean cancel(Branch branch, MailId mail) throws OutboxException {
        Optional<Staged> own = branch.remove(mail);
        own.ifPresent(keys::free);
        own.ifPresent(Staged::drop);
        if (own.isPresent()) {
            return true;
        }
        if (!intake.takeToCancel(mail)) {
            return false;
        }
        try {
            branch.cancel(mail);
            return true;
        } catch (OutboxException e) {
            intake.giveBack(List.of(mail));
            throw e;
        }
    }

    /** First phase: the mails become durable, but not due. */
    int prepare(BranchId id) throws XAException {
        Branch branch = known(id);
        Parcel mails = branch.takeToKeep();
        if (branch.isRollbackOnly()) {
            drop(branch, mails);
            throw XaFailure.of(XAException.XA_RBROLLBACK, id + " could only roll back");
        }
        if (mails.isEmpty()) {
            drop(branch, mails);
            return XAResource.XA_RDONLY;
        }
        write(branch, mails, () -> intake.prepare(id, mails));
        mails.mails().forEach(keys::free);
        branch.nowPrepared();
        return XAResource.XA_OK;
    }

    /** The only phase, where no other resource takes part: the mails become durable and due at once. */
    void commitOnePhase(BranchId id) throws XAException {
        Branch branch = known(id);
        Parcel mails = branch.takeToKeep();
        if (branch.isRollbackOnly()) {
            drop(branch, mails);
            throw XaFailure.of(XAException.XA_RBROLLBACK, id + " could only roll back");
        }
        write(branch, mails, () -> commitOrAdmit(branch, mails));
        mails.mails().forEach(keys::free);
        forgetNow(branch);
    }

    private void commitOrAdmit(Branch branch, Parcel mails) throws OutboxException, XAException {
        try {
            intake.add(mails);
        } catch (UncertainCommitException e) {
            branch.nowHeuristic();
            throw XaFailure.of(XAException.XA_HEURHAZ, branch.id() + " may have been committed", e);
        }
    }

    /** Something that writes mails. */
    private interface Step {
        void run() throws OutboxException, XAException;
    }

    private void write(Branch branch, Parcel mails, Step step) throws XAException {
        try {
            step.run();
        } catch (OutboxException | RuntimeException e) {
            drop(branch, mails);
            throw XaFailure.of(XAException.XA_RBROLLBACK, branch.id() + " was rolled back", e);
        }
    }

    private void drop(Branch branch, Parcel mails) {
        mails.mails().forEach(keys::free);
        mails.mails().forEach(Staged::drop);
        intake.giveBack(mails.cancelled());
        forgetNow(branch);
    }

    private void forgetNow(Branch branch) {
        branch.nowGone();
        branches.remove(branch.id(), branch);
    }

    /** Second phase: what is prepared becomes due. A failure leaves it prepared, for recovery to try again. */
    void commitPrepared(BranchId id) throws XAException {
        end(id, intake::commit);
    }

    /** Undoes the branch, open or prepared. */
    void rollback(BranchId id) throws XAException {
        @Nullable Branch branch = branches.get(id);
        if (branch != null && branch.isOpen()) {
            drop(branch, branch.takeToDrop());
        } else {
            end(id, intake::rollback);
        }
    }

    /** Ends a prepared branch in the store. */
    private interface Ending {
        /** False if the store has no such branch. */
        boolean run(BranchId id) throws OutboxException;
    }

    private void end(BranchId id, Ending ending) throws XAException {
        @Nullable Branch branch = branches.get(id);
        if (branch != null) {
            branch.requirePrepared();
        }
        boolean known = inStore(id, ending);
        if (branch != null) {
            forgetNow(branch);
        }
        if (!known) {
            throw unknown(id);
        }
    }

    private static boolean inStore(BranchId id, Ending ending) throws XAException {
        try {
            return ending.run(id);
        } catch (OutboxException e) {
            throw XaFailure.of(XAException.XAER_RMFAIL, id + " stays prepared", e);
        }
    }

    /** Forgets a branch whose outcome could not be known. */
    void forget(BranchId id) throws XAException {
        Branch branch = known(id);
        if (!branch.isHeuristic()) {
            throw XaFailure.of(XAException.XAER_PROTO, id + " has not ended by itself");
        }
        forgetNow(branch);
    }

    /** What is prepared, as the disk has it. */
    List<BranchId> recover() throws XAException {
        try {
            return intake.prepared();
        } catch (OutboxException e) {
            throw XaFailure.of(XAException.XAER_RMFAIL, "The outbox can not be read", e);
        }
    }

    private static XAException unknown(BranchId id) {
        return XaFailure.of(XAException.XAER_NOTA, id + " is not known");
    }
}
