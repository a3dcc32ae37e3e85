package io.github.smtpra.api.smtp;

/** Tells domains and address literals from other text (RFC 5321 §4.1.2, §4.1.3). */
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
}
