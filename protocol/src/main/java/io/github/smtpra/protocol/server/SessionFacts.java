package io.github.smtpra.protocol.server;

import java.util.Optional;

/**
 * What a session knows of its client.
 *
 * @param clientName the name given in EHLO or HELO
 * @param protocol the word of the {@code with} clause: SMTP, ESMTP, ESMTPS, LMTP or LMTPS (RFC 3848), or those with UTF8
 *     (RFC 6531 §4.3)
 * @param tls TLS version and cipher suite, if there is TLS
 */
public record SessionFacts(String clientName, String protocol, Optional<String> tls) {}
