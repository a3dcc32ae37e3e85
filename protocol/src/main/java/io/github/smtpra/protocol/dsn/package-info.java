/**
 * Delivery status notifications as they come back (RFC 3464, RFC 6522, RFC 6533), read as a stream and without I/O, in
 * memory that is bounded whatever comes. Depends on the words of the API.
 */
@NullMarked
package io.github.smtpra.protocol.dsn;

import org.jspecify.annotations.NullMarked;
