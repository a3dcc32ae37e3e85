/**
 * SASL mechanisms as SMTP uses them (RFC 4954), in both roles. Depends on nothing but the JDK.
 */
@NullMarked
package io.github.smtpra.protocol.sasl;

import org.jspecify.annotations.NullMarked;
