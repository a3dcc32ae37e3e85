package io.github.smtpra.protocol.server;

import io.github.smtpra.protocol.grammar.ServerAddress;
import io.github.smtpra.protocol.sasl.Identity;
import java.util.Optional;

/**
 * What a session knows of its client.
 *
 * @param clientName the name given in EHLO or HELO
 * @param protocol the word of the {@code with} clause: SMTP, or ESMTP or LMTP with S for TLS and A for
 *     AUTH (RFC 3848); with UTF8 in front where the mail asks for SMTPUTF8 (RFC 6531 §4.3)
 * @param tls TLS version and cipher suite, if there is TLS
 * @param identity who has authenticated, if anybody has (RFC 4954)
 * @param reached the server that the client has connected to, where the peer that speaks for it has said so (XCLIENT)
 * @param inTrace what trace fields tell of the client
 */
public record SessionFacts(
        String clientName,
        String protocol,
        Optional<String> tls,
        Optional<Identity> identity,
        Optional<ServerAddress> reached,
        ClientInTrace inTrace) {}
