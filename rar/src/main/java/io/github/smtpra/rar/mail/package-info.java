/**
 * The outbox as a transport of Jakarta Mail, so that code which calls {@code Transport.send} takes part in transactions.
 * Uses the API alone, as an application does.
 */
@NullMarked
package io.github.smtpra.rar.mail;

import org.jspecify.annotations.NullMarked;
