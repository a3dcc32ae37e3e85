package io.github.smtpra.outbox;

import javax.transaction.xa.XAResource;

/**
 * The outbox as a resource of distributed transactions, one for each connection (Jakarta Connectors §7). A branch
 * belongs to the outbox, not to the resource: any resource of the same outbox can join it, prepare it and end it.
 */
public interface BranchResource extends XAResource {
    /** Whether this resource is associated with a branch: started and neither ended nor suspended. */
    boolean isAssociated();

    /**
     * Adds {@code mail} to the branch that this resource is associated with.
     *
     * @throws OutboxException if it is associated with none, or the branch can only roll back
     */
    void enlist(StagedMail mail) throws OutboxException;
}
