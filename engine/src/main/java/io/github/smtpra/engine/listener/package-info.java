/**
 * The road in: accepts connections, drives the server's side of the protocol, hands mails to those who subscribed.
 * Depends on the protocol's server, the outbox's ledger and the API; knows nothing of delivery or of the connector.
 */
@NullMarked
package io.github.smtpra.engine.listener;

import org.jspecify.annotations.NullMarked;
