package io.github.smtpra.rar.inbound;

import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Sets the timeout of the transactions that the container begins on this thread. Connectors has no word for it, so it
 * goes through {@link UserTransaction}, under the names that servers give it. Where there is none, a delivery that is
 * late still rolls back, when the bean returns.
 */
final class TransactionTimeout {
    private static final List<String> NAMES = List.of("java:comp/UserTransaction", "java:jboss/UserTransaction");
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.inbound");

    private final Optional<UserTransaction> transaction;

    private TransactionTimeout(Optional<UserTransaction> transaction) {
        this.transaction = transaction;
    }

    /** Looks for the server's transactions. */
    @SuppressWarnings("BanJNDI") // The names are constants, and the names of the server's own objects.
    static TransactionTimeout lookUp() {
        for (String name : NAMES) {
            try {
                return new TransactionTimeout(Optional.of(InitialContext.doLookup(name)));
            } catch (NamingException e) {
                LOG.log(System.Logger.Level.DEBUG, () -> "no transactions at " + name + ": " + e);
            }
        }
        LOG.log(
                System.Logger.Level.INFO,
                "SMTPRA106 This server does not let the adapter set transaction timeouts; a late delivery is rolled back"
                        + " when its bean returns");
        return new TransactionTimeout(Optional.empty());
    }

    /** Runs {@code work}; transactions that begin in it end after {@code timeout}. */
    <T> T during(Duration timeout, Callable<T> work) throws Exception {
        if (transaction.isEmpty()) {
            return work.call();
        }
        set((int) Math.max(1, timeout.toSeconds()));
        try {
            return work.call();
        } finally {
            set(0); // The server's default: the thread goes back to its pool.
        }
    }

    private void set(int seconds) {
        try {
            transaction.orElseThrow().setTransactionTimeout(seconds);
        } catch (SystemException e) {
            LOG.log(System.Logger.Level.WARNING, "SMTPRA107 The transaction timeout could not be set", e);
        }
    }
}
