/**
 * What an application compiles against: the listener that a message-driven bean implements, and the connection factory
 * that it injects. Depends on the words of {@link io.github.smtpra.api.smtp} and on Jakarta EE.
 */
@NullMarked
package io.github.smtpra.api;

import org.jspecify.annotations.NullMarked;
