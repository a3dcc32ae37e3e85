package io.github.smtpra.api.smtp;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Domains and address literals (RFC 5321 §4.1.2, §4.1.3). */
public final class DomainSyntax {
    private DomainSyntax() {}

    /** Whether {@code text} is a {@code Domain}. US-ASCII only; an underscore inside a label is tolerated by custom. */
    public static boolean isDomain(String text) {
        return MailboxGrammar.isDomain(text);
    }

    /** Whether {@code text} is a {@code Domain} that may have U-labels, too (RFC 6531 §3.3). */
    public static boolean isInternationalDomain(String text) {
        return InternationalDomain.toAscii(text)
                .filter(MailboxGrammar::isDomain)
                .isPresent();
    }

    /**
     * A domain with A-labels in the place of its U-labels (RFC 5890 §2.3.2.1): the one that the DNS knows. Anything that
     * is US-ASCII is left as it is, an address literal too.
     *
     * @throws IllegalArgumentException if {@code domain} has a label outside US-ASCII that is no U-label
     */
    public static String toAscii(String domain) {
        return Text.isAscii(domain)
                ? domain
                : InternationalDomain.toAscii(domain)
                        .orElseThrow(() -> new IllegalArgumentException("a label of a domain is no U-label"));
    }

    /** Whether two domains or literals are the same: without case, and a U-label is the same as its A-label. */
    public static boolean areSame(String domain, String other) {
        // Not before: Java takes the dotless i for a small I.
        return toAscii(domain).equalsIgnoreCase(toAscii(other));
    }

    /** Whether {@code text} is an {@code address-literal}, as in {@code [192.0.2.1]} or {@code [IPv6:2001:db8::1]}. */
    public static boolean isAddressLiteral(String text) {
        return AddressLiteral.isAddressLiteral(text);
    }

    /** {@code address} as an address literal (RFC 5321 §4.1.3), without a zone. */
    public static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String withoutZone = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[IPv6:" + withoutZone + "]" : "[" + withoutZone + "]";
    }
}
