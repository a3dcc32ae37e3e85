/**
 * What a proxy says of the client behind it, before the session begins. Depends on the grammar; has no I/O.
 */
@NullMarked
package io.github.smtpra.protocol.proxy;

import org.jspecify.annotations.NullMarked;
