/**
 * The content of a mail on the wire: transparency, line ends, what is found while it passes. Depends on nothing but the
 * JDK.
 */
@NullMarked
package io.github.smtpra.protocol.data;

import org.jspecify.annotations.NullMarked;
