/**
 * The server's side of a session: a state machine fed with octets that says what to do. Depends on the grammar, the
 * content reader and the words of the API; has no I/O, thread or clock.
 */
@NullMarked
package io.github.smtpra.protocol.server;

import org.jspecify.annotations.NullMarked;
