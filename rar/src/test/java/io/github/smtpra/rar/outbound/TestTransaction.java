package io.github.smtpra.rar.outbound;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.jspecify.annotations.Nullable;

/** The transaction of the current thread, as a test sets it. */
final class TestTransaction implements TransactionSynchronizationRegistry {
    int status = Status.STATUS_NO_TRANSACTION;

    @Override
    public int getTransactionStatus() {
        return status;
    }

    @Override
    public @Nullable Object getTransactionKey() {
        return null;
    }

    @Override
    public void putResource(Object key, @Nullable Object value) {}

    @Override
    public @Nullable Object getResource(Object key) {
        return null;
    }

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {}

    @Override
    public void setRollbackOnly() {
        status = Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public boolean getRollbackOnly() {
        return status == Status.STATUS_MARKED_ROLLBACK;
    }
}
