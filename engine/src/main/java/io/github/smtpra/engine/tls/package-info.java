/**
 * TLS of both roads: keys, trust and sockets. Depends on the settings and on Bouncy Castle for keys in PEM and for
 * certificates of our own making.
 */
@NullMarked
package io.github.smtpra.engine.tls;

import org.jspecify.annotations.NullMarked;
