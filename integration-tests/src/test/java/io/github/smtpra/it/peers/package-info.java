/**
 * The other ends of the wire: our own listener and a bare client as peers for other tests, and the real programs that mail
 * is exchanged with. Depends on the engine, never on a server.
 */
@NullMarked
package io.github.smtpra.it.peers;

import org.jspecify.annotations.NullMarked;
