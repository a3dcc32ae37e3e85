/**
 * TLS reports (RFC 8460): what sessions with the hosts of a domain showed of TLS is counted by day, and told to the domain if
 * it asks for that. Depends on the outbox, the DNS, threads and settings; knows nothing of sessions.
 */
@NullMarked
package io.github.smtpra.engine.tlsreport;

import org.jspecify.annotations.NullMarked;
