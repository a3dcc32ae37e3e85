package io.github.smtpra.api;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What is known of the session that brought a mail.
 *
 * @param clientAddress the address that the client connected from
 * @param clientName the name that the client gave in {@code EHLO} or {@code HELO}; nothing vouches for it
 * @param protocol the word of the {@code Received} field's {@code with} clause, as in {@code ESMTPS} (RFC 3848)
 * @param tls the TLS version and cipher suite, as in {@code TLSv1.3 TLS_AES_256_GCM_SHA384}; empty without TLS
 * @param user who the client is, as it has proved with AUTH (RFC 4954); empty if it has not authenticated
 * @param serverAddress the address that the client connected to, where a proxy has told it by XCLIENT, with port 0 if it has
 *     told none; empty for clients that come directly
 */
public record SmtpSession(
        InetSocketAddress clientAddress,
        String clientName,
        String protocol,
        Optional<String> tls,
        Optional<String> user,
        Optional<InetSocketAddress> serverAddress) {}
