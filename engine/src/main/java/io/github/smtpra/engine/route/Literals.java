package io.github.smtpra.engine.route;

import io.github.smtpra.api.smtp.DomainSyntax;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** Address literals (RFC 5321 §4.1.3) as addresses. */
final class Literals {
    private static final String IPV6_TAG = "ipv6:";

    private Literals() {}

    /** The address; empty if {@code text} is no literal. Nobody is asked. */
    static Optional<InetAddress> address(String text) {
        if (!DomainSyntax.isAddressLiteral(text)) {
            return Optional.empty();
        }
        String inner = text.substring(1, text.length() - 1);
        boolean six = inner.toLowerCase(Locale.ROOT).startsWith(IPV6_TAG);
        try {
            return Optional.of(InetAddress.getByName(six ? inner.substring(IPV6_TAG.length()) : inner));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
