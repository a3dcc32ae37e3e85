/**
 * TLS over connections: who we are and whom we believe. Depends on the JDK and, for making certificates, on Bouncy
 * Castle.
 */
@NullMarked
package io.github.smtpra.engine.tls;

import org.jspecify.annotations.NullMarked;
