/**
 * The branches of distributed transactions, in the states of the XA specification. Depends on the store, which alone
 * knows what is prepared, and on the types of the outbox.
 */
@NullMarked
package io.github.smtpra.outbox.branch;

import org.jspecify.annotations.NullMarked;
