/**
 * The receiving half of the adapter: activations of beans become subscriptions of listeners, and mails become calls in
 * transactions. Translates only; depends on the engine's listener, its settings, and Jakarta Connectors.
 */
@NullMarked
package io.github.smtpra.rar.inbound;

import org.jspecify.annotations.NullMarked;
