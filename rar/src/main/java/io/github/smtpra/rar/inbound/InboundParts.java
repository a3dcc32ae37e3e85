package io.github.smtpra.rar.inbound;

import io.github.smtpra.engine.authentication.UserSources;
import io.github.smtpra.rar.caller.Caller;
import io.github.smtpra.rar.caller.SecurityInflow;
import io.github.smtpra.rar.caller.Users;
import io.github.smtpra.rar.cluster.Cluster;
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
 * @param users who may be a caller
 * @param cluster what it shares with other servers
 */
record InboundParts(
        WorkManager workManager,
        TransactionSynchronizationRegistry registry,
        TransactionTimeout transactionTimeout,
        Users users,
        Cluster cluster) {
    /** The same for a listener whose users are known to {@code sources}. */
    InboundParts serving(UserSources sources) {
        return sources.passwords() == UserSources.Passwords.CONTAINER
                ? this
                : with(sources.isAnybodyKnown() ? users.declaredByOthers() : Users.none());
    }

    private InboundParts with(Users callers) {
        return new InboundParts(workManager, registry, transactionTimeout, callers, cluster);
    }

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
