/**
 * Who knows the users of a listener: the seam, and what serves it without a container. Depends on the words of
 * {@code protocol.sasl}, on settings, and on the JDK.
 */
@NullMarked
package io.github.smtpra.engine.authentication;

import org.jspecify.annotations.NullMarked;
