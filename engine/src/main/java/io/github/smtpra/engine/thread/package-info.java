/**
 * Where threads and timers come from. Depends on nothing but the JDK.
 */
@NullMarked
package io.github.smtpra.engine.thread;

import org.jspecify.annotations.NullMarked;
