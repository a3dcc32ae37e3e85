package io.github.smtpra.rar.inbound;

import io.github.smtpra.engine.listener.TransactionOutcome;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.LocalTransactionException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls one activation's bean in transactions, one for each call: beforeDelivery, the call, afterDelivery, release, always
 * in pairs. No XAResource takes part: one that votes yes leaves a log entry behind when the server is killed that nobody
 * can resolve. Called on the server's threads, by several at once.
 *
 * @param endpoints makes endpoints of the bean
 * @param method what is called, for the container
 * @param parts what is needed of the server
 * @param timeout how long a call may take
 */
record EndpointTransaction(MessageEndpointFactory endpoints, Method method, InboundParts parts, Duration timeout) {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.inbound");

    /** The call of the bean's method. */
    @FunctionalInterface
    interface Call {
        void on(MessageEndpoint endpoint) throws Exception;
    }

    /**
     * How a call has ended.
     *
     * @param transaction what the transaction has said; null if none began
     * @param thrown what the bean has thrown, or why it was rolled back; null if nothing
     */
    record Ended(@Nullable Outcome transaction, @Nullable Throwable thrown) {
        /** What that means. */
        TransactionOutcome outcome() {
            if (transaction == null) {
                return new TransactionOutcome.RolledBack("no transaction began");
            }
            if (transaction.isCommitted() || !transaction.isTransacted() && thrown == null) {
                return new TransactionOutcome.Committed();
            }
            return transaction.isRolledBack() || !transaction.isTransacted()
                    ? new TransactionOutcome.RolledBack(why())
                    : new TransactionOutcome.Unknown(String.valueOf(thrown));
        }

        /** In one line: the stack trace stands in the server's log already, put there by the container. */
        private String why() {
            if (thrown == null) {
                return "the bean asked for it, or the transaction timed out";
            }
            Throwable cause = thrown.getCause();
            return thrown + (cause == null ? "" : ", caused by " + cause);
        }
    }

    /** Calls the bean. Throws only if it could not be called. */
    Ended run(Call call) throws Exception {
        MessageEndpoint endpoint = endpoints.createEndpoint(null);
        try {
            return parts.transactionTimeout().during(timeout, () -> betweenBeforeAndAfter(endpoint, call));
        } finally {
            endpoint.release();
        }
    }

    private Ended betweenBeforeAndAfter(MessageEndpoint endpoint, Call call) throws Exception {
        endpoint.beforeDelivery(method);
        Outcome outcome = null;
        Throwable thrown = null;
        try {
            outcome = Outcome.of(parts.registry());
            thrown = call(endpoint, call, outcome);
        } finally {
            afterDelivery(endpoint);
        }
        return new Ended(outcome, thrown);
    }

    /** Calls the bean; what it throws, or its being late, rolls the transaction back. */
    private @Nullable Throwable call(MessageEndpoint endpoint, Call call, Outcome outcome) {
        long begun = System.nanoTime();
        Throwable thrown = null;
        try {
            call.on(endpoint);
            if (System.nanoTime() - begun > timeout.toNanos()) {
                thrown = new IllegalStateException("the delivery took longer than its transactionTimeout, " + timeout);
            }
        } catch (Throwable e) { // Errors as well: the pair of calls around this one must be kept.
            thrown = e;
        }
        if (thrown != null && outcome.isTransacted()) {
            rollBack();
        }
        return thrown;
    }

    /** A checked exception, or one that security throws, leaves the transaction active: it would commit. */
    private void rollBack() {
        try {
            parts.registry().setRollbackOnly();
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "the transaction is over already", e);
        }
    }

    private static void afterDelivery(MessageEndpoint endpoint) throws ResourceException {
        try {
            endpoint.afterDelivery();
        } catch (LocalTransactionException e) {
            // How it ended, the transaction itself has said.
            LOG.log(System.Logger.Level.DEBUG, () -> "afterDelivery: " + e);
        }
    }
}
