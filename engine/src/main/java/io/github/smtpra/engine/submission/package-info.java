/**
 * How a message of an application becomes a mail of the outbox: the envelope, the header that may leave the house, the
 * content as a stream. Depends on the API, the outbox and Jakarta Mail; not on the wire.
 */
@NullMarked
package io.github.smtpra.engine.submission;

import org.jspecify.annotations.NullMarked;
