/**
 * Content that a peer does not take, made into content that it takes, as a stream and without I/O: never cut, and never
 * touched where that would break a signature (RFC 2045, RFC 6152 §3). Depends on the words of the API and {@code data}.
 */
@NullMarked
package io.github.smtpra.protocol.mime;

import org.jspecify.annotations.NullMarked;
