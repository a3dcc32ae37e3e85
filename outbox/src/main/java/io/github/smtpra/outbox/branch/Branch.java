package io.github.smtpra.outbox.branch;

import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.outbox.OutboxException;
import io.github.smtpra.outbox.content.Staged;
import io.github.smtpra.outbox.store.BranchId;
import io.github.smtpra.outbox.store.Parcel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.transaction.xa.XAException;

/**
 * One branch, from its start until nothing is left to be done for it.
 *
 * <pre>
 * start ──► OPEN ──prepare──► ENDING ──written──► PREPARED ──commit, rollback──► gone
 *             │ commit one-phase, rollback ▲ └──nothing sent, refused──────────────► gone
 *             └────────────────────────────┘ └──perhaps committed──► HEURISTIC ──forget──► gone
 * </pre>
 *
 * <p>In OPEN, resources are associated with it or suspended, mails join it, and it may become one that can only roll
 * back. In ENDING one thread has its mails in hand and writes or drops them; all others are refused, so that no lock is
 * held meanwhile. What is PREPARED is in the store, and only the store's word counts for it.
 *
 * <p>Safe for use by many threads; its lock guards its fields and is never held over disk work.
 */
final class Branch {
    private enum Phase {
        OPEN,
        ENDING,
        PREPARED,
        HEURISTIC,
        GONE
    }

    private final BranchId id;
    private final List<Staged> mails = new ArrayList<>();
    private final List<MailId> cancelled = new ArrayList<>();
    private Phase phase;
    private int associated;
    private int suspended;
    private boolean rollbackOnly;

    private Branch(BranchId id, Phase phase) {
        this.id = id;
        this.phase = phase;
    }

    /** A new branch, with nobody associated yet. */
    static Branch open(BranchId id) {
        return new Branch(id, Phase.OPEN);
    }

    /** A branch that was found prepared. */
    static Branch prepared(BranchId id) {
        return new Branch(id, Phase.PREPARED);
    }

    BranchId id() {
        return id;
    }

    /** Associates one more resource with the branch. */
    synchronized void join() throws XAException {
        requireOpen();
        if (rollbackOnly) {
            throw XaFailure.of(XAException.XA_RBROLLBACK, id + " can only roll back");
        }
        associated++;
    }

    /** Associates a resource that was suspended. */
    synchronized void resume() throws XAException {
        requireSuspended();
        suspended--;
        associated++;
    }

    /** Suspends a resource that is associated. */
    synchronized void suspend() throws XAException {
        requireKnown();
        associated--;
        suspended++;
    }

    /** Ends the association of a resource. */
    synchronized void end() throws XAException {
        requireKnown();
        associated--;
    }

    /** Ends the association of a resource that is suspended. */
    synchronized void endSuspended() throws XAException {
        requireSuspended();
        suspended--;
    }

    /** From now on it can only roll back. */
    synchronized void failed() {
        rollbackOnly = true;
    }

    /** Adds a mail. */
    synchronized void add(Staged mail) throws OutboxException {
        requireToGoOn();
        mail.take();
        mails.add(mail);
    }

    /** Notes that {@code mail}, which is in hand, is to be taken out of the queue. */
    synchronized void cancel(MailId mail) throws OutboxException {
        requireToGoOn();
        cancelled.add(mail);
    }

    /** Takes a mail out that was added before; empty if it was not. */
    synchronized Optional<Staged> remove(MailId mail) throws OutboxException {
        requireToGoOn();
        Optional<Staged> found =
                mails.stream().filter(each -> each.id().equals(mail)).findFirst();
        found.ifPresent(mails::remove);
        return found;
    }

    private void requireToGoOn() throws OutboxException {
        if (phase != Phase.OPEN || rollbackOnly) {
            throw new OutboxException("The transaction can only roll back");
        }
    }

    /** Whether it can only roll back. */
    synchronized boolean isRollbackOnly() {
        return rollbackOnly;
    }

    /** Takes the mails in order to commit or prepare them: the caller alone ends the branch now. */
    synchronized Parcel takeToKeep() throws XAException {
        requireOpen();
        if (associated > 0 || suspended > 0) {
            throw protocolError("is still in use: a resource has not ended it");
        }
        phase = Phase.ENDING;
        return new Parcel(mails, cancelled);
    }

    /** Takes the mails in order to drop them, also from under resources that have not ended the branch (a time-out). */
    synchronized Parcel takeToDrop() throws XAException {
        requireOpen();
        phase = Phase.ENDING;
        return new Parcel(mails, cancelled);
    }

    /** Its mails are in the store, prepared. */
    synchronized void nowPrepared() {
        phase = Phase.PREPARED;
        mails.clear();
        cancelled.clear();
    }

    /** It may have been committed or not. */
    synchronized void nowHeuristic() {
        phase = Phase.HEURISTIC;
        mails.clear();
        cancelled.clear();
    }

    /** Nothing is left of it. */
    synchronized void nowGone() {
        phase = Phase.GONE;
        mails.clear();
        cancelled.clear();
    }

    /** Whether it is open: neither prepared nor ended. */
    synchronized boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /** Whether its outcome is not known for sure. */
    synchronized boolean isHeuristic() {
        return phase == Phase.HEURISTIC;
    }

    /** Refuses to go on if only the outcome of prepare, or of another call that runs now, can tell how. */
    synchronized void requirePrepared() throws XAException {
        if (phase == Phase.HEURISTIC) {
            throw XaFailure.of(XAException.XA_HEURHAZ, id + " may have been committed: its disk failed");
        }
        if (phase == Phase.OPEN || phase == Phase.ENDING) {
            throw protocolError("is not prepared");
        }
    }

    private void requireOpen() throws XAException {
        requireKnown();
        if (phase != Phase.OPEN) {
            throw protocolError("is prepared, or ending");
        }
    }

    private void requireKnown() throws XAException {
        if (phase == Phase.GONE) {
            throw XaFailure.of(XAException.XA_RBROLLBACK, id + " was rolled back");
        }
    }

    private void requireSuspended() throws XAException {
        requireOpen();
        if (suspended == 0) {
            throw protocolError("has no suspended resource");
        }
    }

    private XAException protocolError(String reason) {
        return XaFailure.of(XAException.XAER_PROTO, id + " " + reason);
    }
}
