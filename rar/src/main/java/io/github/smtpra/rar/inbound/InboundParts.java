package io.github.smtpra.rar.inbound;

import io.github.smtpra.rar.caller.Caller;
import io.github.smtpra.rar.caller.SecurityInflow;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What deliveries need of the server.
 *
 * @param workManager whose threads beans run on
 * @param registry the transaction of the current thread
 * @param transactionTimeout sets how long it may take
 */
record InboundParts(
        WorkManager workManager, TransactionSynchronizationRegistry registry, TransactionTimeout transactionTimeout) {
    /** Runs {@code call} on one of the server's threads, as {@code caller} if there is one, and waits for it. */
    <T> T onServerThread(Optional<Caller> caller, ClassLoader beanLoader, Callable<T> call) throws Exception {
        EndpointCall<T> work = new EndpointCall<>(beanLoader, call);
        try {
            workManager.doWork(
                    caller.<Work>map(who -> SecurityInflow.as(who, work)).orElse(work));
        } catch (WorkException e) {
            throw new WorkException("the server's work manager did not take the delivery: " + e.getMessage(), e);
        }
        return work.result();
    }
}
