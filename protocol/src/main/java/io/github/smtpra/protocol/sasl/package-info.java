/**
 * SASL mechanisms as SMTP uses them (RFC 4954), in both roles: octets in, octets out, and questions about credentials
 * that somebody else answers. Has no I/O, thread or clock. Depends on the JDK and on the grammar's word for what is
 * ill-formed.
 */
@NullMarked
package io.github.smtpra.protocol.sasl;

import org.jspecify.annotations.NullMarked;
