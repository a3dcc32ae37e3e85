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
