package io.github.smtpra.outbox;

import io.github.smtpra.api.smtp.MailId;
import javax.transaction.xa.XAResource;

/**
 * The outbox as a resource of distributed transactions, one for each connection (Jakarta Connectors §7). A branch
 * belongs to the outbox, not to the resource: any resource of the same outbox can join it, prepare it and end it.
 */
public interface BranchResource extends XAResource {
    /** Whether this resource is associated with a branch: started and neither ended nor suspended. */
    boolean isAssociated();

    /**
     * Adds {@code mail} to the branch that this resource is associated with. If its idempotency key was used before, it
     * is not added: whoever staged it discards it.
     *
     * @return the id of the mail that is sent: its own, or that of the one with the same key
     * @throws OutboxException if it is associated with none, the branch can only roll back, or another transaction under
     *     way has the same key
     */
    MailId enlist(StagedMail mail) throws OutboxException;

    /**
     * Takes {@code mail} out of the queue when the branch commits; until then nobody delivers it.
     *
     * @return false if it is too late: it is being delivered, or gone
     * @throws OutboxException if the resource is associated with no branch, or the branch can only roll back
     */
    boolean cancel(MailId mail) throws OutboxException;
}
