/**
 * The resource adapter itself: its properties and its life. Depends on its two halves, {@code inbound} and
 * {@code outbound}, which know neither it nor each other.
 */
@NullMarked
package io.github.smtpra.rar;

import org.jspecify.annotations.NullMarked;
