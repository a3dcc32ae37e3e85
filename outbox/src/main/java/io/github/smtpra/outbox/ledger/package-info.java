/**
 * The inbound ledger: which mails were handed to a bean and what the client was to hear, so that a mail which a client
 * sends again because it did not hear the reply (RFC 1047) has its effect once. A journal on the disk, or a table
 * that servers share. Depends on the API's words and on the lock and sharing of directories; knows nothing of the queue.
 */
@NullMarked
package io.github.smtpra.outbox.ledger;

import org.jspecify.annotations.NullMarked;
