/**
 * Sends what is due: claims mail from the outbox, talks to the relay, decides what a failure means, tells the sender.
 * Depends on {@code protocol.client}, {@code protocol.data}, {@code protocol.sasl}, the outbox, and the engine's settings,
 * threads and TLS; never on {@code engine.listener}.
 */
@NullMarked
package io.github.smtpra.engine.delivery;

import org.jspecify.annotations.NullMarked;
