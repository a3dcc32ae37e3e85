package io.github.smtpra.api.smtp;

import java.io.Serializable;
import java.util.Optional;

/**
 * The address that the sender of a mail has written, whatever it became on the way: the {@code ORCPT} parameter of
 * {@code RCPT} (RFC 3461 §4.2; SRV-265). Reports name it as {@code Original-Recipient} (RFC 3464 §2.3.1).
 *
 * @param addressType a registered type, as {@code rfc822} or {@code utf-8}
 * @param address what that type makes of an address, decoded: printable US-ASCII; possibly empty. With the type
 *     {@code utf-8} other characters, too, as they are or as in {@code \x{E9}} (RFC 6533 §3)
 */
public record OriginalRecipient(String addressType, String address) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MAX_LENGTH = 500;
    private static final String UTF_8 = "utf-8";
    private static final String SPECIALS = "()<>@,;:\\\".[]";

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if the type is no atom (RFC 822 §3.3), the address has a character that the type
     *     does not allow, or they do not fit into 500 characters of xtext
     */
    public OriginalRecipient {
        if (addressType.isEmpty() || !addressType.chars().allMatch(OriginalRecipient::isAtomCharacter)) {
            throw new IllegalArgumentException("the address type of an original recipient is no atom");
        }
        int max = MAX_LENGTH - addressType.length() - 1;
        if (addressType.equalsIgnoreCase(UTF_8)) {
            checkUtf8(address, max);
        } else {
            ReportText.checked("an original recipient", address, max);
        }
    }

    private static void checkUtf8(String address, int max) {
        if (!EmbeddedUnicode.isAddress(address)) {
            throw new IllegalArgumentException("an original recipient has a character that none may have");
        }
        if (Text.octets(EmbeddedUnicode.toParameter(address)) > max) {
            throw new IllegalArgumentException("an original recipient is longer than " + max + " octets");
        }
    }

    /** The original recipient at {@code mailbox}, an address of type {@code rfc822} or {@code utf-8}. */
    public static OriginalRecipient of(Mailbox mailbox) {
        return mailbox.isAscii()
                ? new OriginalRecipient("rfc822", mailbox.toString())
                : new OriginalRecipient(UTF_8, mailbox.toString().replace("\\", "\\x{5C}"));
    }

    /** The same in US-ASCII: with the type {@code utf-8} other characters become {@code \x{E9}} (RFC 6533 §3). */
    public OriginalRecipient inAscii() {
        return Text.isAscii(address) ? this : new OriginalRecipient(addressType, EmbeddedUnicode.toAscii(address));
    }

    /**
     * The value of {@code ORCPT}, if the type is {@code utf-8}: it has a code of its own, and no xtext (RFC 6533 §3).
     * Outside US-ASCII it is only fit for a session with {@code SMTPUTF8}; see {@link #inAscii()}.
     */
    public Optional<String> utf8Parameter() {
        return addressType.equalsIgnoreCase(UTF_8)
                ? Optional.of(addressType + ';' + EmbeddedUnicode.toParameter(address))
                : Optional.empty();
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static OriginalRecipient parse(String text) {
        int semicolon = text.indexOf(';');
        if (semicolon < 0) {
            throw new IllegalArgumentException("an original recipient has no address type");
        }
        return new OriginalRecipient(text.substring(0, semicolon), text.substring(semicolon + 1));
    }

    /** RFC 822 §3.3, less the equals sign, which the value of a parameter can not hold. */
    private static boolean isAtomCharacter(int c) {
        return c > ' ' && c <= '~' && c != '=' && SPECIALS.indexOf(c) < 0;
    }

    /** Type and decoded address, as in {@code rfc822;ann@example.com}; not fit for the wire. */
    @Override
    public String toString() {
        return addressType + ';' + address;
    }
}
