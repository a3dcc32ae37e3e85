/**
 * Applications sending: the outbound contract of Jakarta Connectors (chapters 6 and 7), translated to the outbox. Depends
 * on the API, the engine's submission, delivery and settings, and the outbox.
 */
@NullMarked
package io.github.smtpra.rar.outbound;

import org.jspecify.annotations.NullMarked;
