/**
 * Asks the DNS: who takes mail for a domain, where hosts are, whose keys they have. dnsjava writes and reads the messages
 * and checks signatures; no other package knows of it. Depends on settings.
 */
@NullMarked
package io.github.smtpra.engine.dns;

import org.jspecify.annotations.NullMarked;
