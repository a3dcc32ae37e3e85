/**
 * The client's half of SMTP without I/O: received octets and events in, actions out, one outcome per recipient. Depends on
 * the words of the API, the grammar and the SASL mechanisms; never on the server's half.
 */
@NullMarked
package io.github.smtpra.protocol.client;

import org.jspecify.annotations.NullMarked;
