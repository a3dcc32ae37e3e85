package io.github.smtpra.rar.inbound;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/**
 * Hears from the transaction itself how it ended: afterDelivery returns as if nothing had happened when a transaction was
 * rolled back, so neither it nor an exception can tell. A timeout calls this from the server's reaper, in mid-call.
 */
final class Outcome implements Synchronization {
    private final boolean transacted;
    private volatile int status = Status.STATUS_UNKNOWN;

    private Outcome(boolean transacted) {
        this.transacted = transacted;
    }

    /** Registers with the transaction of this thread, if there is one. Between beforeDelivery and the call. */
    static Outcome of(TransactionSynchronizationRegistry registry) {
        boolean transacted = registry.getTransactionStatus() == Status.STATUS_ACTIVE;
        Outcome outcome = new Outcome(transacted);
        if (transacted) {
            registry.registerInterposedSynchronization(outcome);
        }
        return outcome;
    }

    /** Whether there is a transaction at all. */
    boolean isTransacted() {
        return transacted;
    }

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int endedAs) {
        status = endedAs;
    }

    boolean isCommitted() {
        return status == Status.STATUS_COMMITTED;
    }

    boolean isRolledBack() {
        return status == Status.STATUS_ROLLEDBACK;
    }
}
