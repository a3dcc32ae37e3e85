package io.github.smtpra.rar.cluster;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.ledger.SharedLedger;
import io.github.smtpra.outbox.store.SharedDatabase;
import java.time.Duration;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The databases that several servers share, and this server's name among them. Looked up anew at each call. */
public final class Cluster {
    private static final String OUTBOX = "outboxDataSource";
    private static final String LEDGER = "ledgerDataSource";
    private static final int MAX_NODE = 64;

    /** From a delivery's end to its note in the ledger. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final Settings settings;

    /** What the adapter's {@code settings} say. */
    public Cluster(Settings settings) {
        this.settings = settings;
    }

    /**
     * The database of the outbox; empty if none is set.
     *
     * @throws InvalidSettingException if there is no such data source, or a setting can not be used
     */
    public Optional<SharedDatabase> outbox() {
        return settings.text(OUTBOX)
                .map(name -> new SharedDatabase(
                        dataSource(OUTBOX, name),
                        node(),
                        settings.duration(
                                "outboxLease", SharedDatabase.LEASE, Duration.ofSeconds(10), Duration.ofHours(1))));
    }

    /**
     * The database of the ledger of an activation; empty if none is set.
     *
     * @param transactionTimeout how long its bean may take
     * @throws InvalidSettingException as {@link #outbox}
     */
    public Optional<SharedLedger> ledger(Duration transactionTimeout) {
        return settings.text(LEDGER)
                .map(name -> new SharedLedger(dataSource(LEDGER, name), node(), transactionTimeout.plus(MARGIN)));
    }

    /** Only names in the server itself: others could lead to whatever somebody far away binds. */
    @SuppressWarnings("BanJNDI") // The name is the deployer's.
    private static DataSource dataSource(String property, String name) {
        try {
            if (name.startsWith("java:") && new InitialContext().lookup(name) instanceof DataSource found) {
                return found;
            }
        } catch (NamingException e) {
            throw unusable(property, name);
        }
        throw unusable(property, name);
    }

    private static InvalidSettingException unusable(String property, String name) {
        return new InvalidSettingException(property, name, "a JNDI name under java: that a data source is bound to");
    }

    private String node() {
        String node = settings.text("outboxNode", System.getProperty("jboss.node.name", ""));
        if (node.isEmpty() || node.length() > MAX_NODE) {
            throw new InvalidSettingException(
                    "outboxNode", node, "1 to 64 characters, this server's own, the same after a restart");
        }
        return node;
    }
}
