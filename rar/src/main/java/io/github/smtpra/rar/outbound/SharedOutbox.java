package io.github.smtpra.rar.outbound;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.outbox.store.SharedDatabase;
import java.time.Duration;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The database that several servers share, as the settings name it. */
final class SharedOutbox {
    private static final String DATA_SOURCE = "outboxDataSource";
    private static final int MAX_NODE = 64;

    private SharedOutbox() {}

    /**
     * The database; empty if none is set.
     *
     * @throws InvalidSettingException if there is no such data source, or a setting can not be used
     */
    static Optional<SharedDatabase> of(Settings settings) {
        return settings.text(DATA_SOURCE)
                .map(name -> new SharedDatabase(
                        dataSource(name),
                        node(settings),
                        settings.duration(
                                "outboxLease", SharedDatabase.LEASE, Duration.ofSeconds(10), Duration.ofHours(1))));
    }

    /** Only names in the server itself: others could lead to whatever somebody far away binds. */
    @SuppressWarnings("BanJNDI") // The name is the deployer's.
    private static DataSource dataSource(String name) {
        try {
            if (name.startsWith("java:") && new InitialContext().lookup(name) instanceof DataSource found) {
                return found;
            }
        } catch (NamingException e) {
            throw unusable(name);
        }
        throw unusable(name);
    }

    private static InvalidSettingException unusable(String name) {
        return new InvalidSettingException(DATA_SOURCE, name, "a JNDI name under java: that a data source is bound to");
    }

    private static String node(Settings settings) {
        String node = settings.text("outboxNode", System.getProperty("jboss.node.name", ""));
        if (node.isEmpty() || node.length() > MAX_NODE) {
            throw new InvalidSettingException(
                    "outboxNode", node, "1 to 64 characters, this server's own, the same after a restart");
        }
        return node;
    }
}
