package io.github.smtpra.outbox.ledger;

import java.time.Duration;
import javax.sql.DataSource;

/**
 * A PostgreSQL database in which several servers keep one ledger.
 *
 * @param dataSource gives connections that take no part in transactions of the server's; one for each step, given back
 *     at once
 * @param node this server's name, its own among those that share the database, and the same after a restart
 * @param longestDelivery how long a delivery may take: one that another server began longer ago, it has not finished
 */
public record SharedLedger(DataSource dataSource, String node, Duration longestDelivery) {}
