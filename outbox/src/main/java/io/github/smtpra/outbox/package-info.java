/**
 * The durable queue: what is sent waits here, from commit until each recipient is delivered or failed. Knows {@code Xid}
 * and {@code Clock}, not the wire and not the connector. Depends on the words of the API.
 */
@NullMarked
package io.github.smtpra.outbox;

import org.jspecify.annotations.NullMarked;
