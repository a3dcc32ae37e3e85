/**
 * Keeps mails, recipients and prepared branches in SQL, with one writer that commits for all who wait. Depends on the
 * types of the outbox and on contents; knows nothing of the states of a branch that is not prepared.
 */
@NullMarked
package io.github.smtpra.outbox.store;

import org.jspecify.annotations.NullMarked;
