package io.github.smtpra.outbox.store;

import java.time.Duration;
import javax.sql.DataSource;

/**
 * A PostgreSQL database that several servers share.
 *
 * @param dataSource gives connections that take no part in transactions of the server's; three are held all the time
 * @param node this server's name, its own among those that share the database, and the same after a restart
 * @param lease how long a claim lasts that its server does not renew: so long a dead server's mail waits
 */
public record SharedDatabase(DataSource dataSource, String node, Duration lease) {
    /** What {@link #lease} is when nobody says otherwise. */
    public static final Duration LEASE = Duration.ofMinutes(2);
}
