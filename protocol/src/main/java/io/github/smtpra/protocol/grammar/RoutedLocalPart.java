package io.github.smtpra.protocol.grammar;

import io.github.smtpra.api.smtp.DomainSyntax;
import java.util.Optional;

/**
 * Local parts in which old mailers saw a route: {@code user%next.example}, {@code next.example!user} and
 * {@code "user@next.example"} (RFC 2505 §2.1, RFC 5321 Appendix F.2; SRV-320).
 */
public final class RoutedLocalPart {
    private RoutedLocalPart() {}

    /** The domain that {@code localPart} would be routed to next; only one with a dot is taken for a domain. */
    public static Optional<String> nextDomain(String localPart) {
        int at = Math.max(localPart.lastIndexOf('%'), localPart.lastIndexOf('@'));
        int bang = localPart.indexOf('!');
        if (at > 0 && isFullDomain(localPart.substring(at + 1))) {
            return Optional.of(localPart.substring(at + 1));
        }
        return bang > 0 && isFullDomain(localPart.substring(0, bang))
                ? Optional.of(localPart.substring(0, bang))
                : Optional.empty();
    }

    private static boolean isFullDomain(String text) {
        return text.indexOf('.') > 0 && DomainSyntax.isDomain(text) || DomainSyntax.isAddressLiteral(text);
    }
}
