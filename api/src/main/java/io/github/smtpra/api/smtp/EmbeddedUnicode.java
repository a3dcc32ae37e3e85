package io.github.smtpra.api.smtp;

import java.util.Locale;

/**
 * Addresses of the type {@code utf-8} (RFC 6533 §3): characters stand as they are, or, where only US-ASCII passes, as in
 * {@code \x{E9}}.
 *
 * <pre>
 * utf-8-addr-unitext  = 1*(QUCHAR / EmbeddedUnicodeChar)
 * EmbeddedUnicodeChar = %x5C.78 "{" HEXPOINT "}"
 * </pre>
 */
final class EmbeddedUnicode {
    private static final String OPENER = "\\x{";
    private static final int MAX_DIGITS = 6;

    private EmbeddedUnicode() {}

    /** Whether {@code text} is an address in one of the forms; a blank, a plus and an equals sign are taken, too. */
    static boolean isAddress(String text) {
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            int length = c == '\\' ? embeddedLength(text, at) : isPlain(c) ? Character.charCount(c) : 0;
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private static boolean isPlain(int c) {
        return c >= 32 && c <= 126 || Text.isUtf8NonAscii(c);
    }

    /** The characters of the {@code EmbeddedUnicodeChar} at {@code at}; 0 if there is none. */
    private static int embeddedLength(String text, int at) {
        int end = text.indexOf('}', at);
        if (!text.startsWith(OPENER, at) || end < 0) {
            return 0;
        }
        return isHexPoint(text.substring(at + OPENER.length(), end)) ? end + 1 - at : 0;
    }

    /** {@code HEXPOINT}, less what could not stand there as it is: a control character, say, or half a pair. */
    private static boolean isHexPoint(String digits) {
        boolean hex = digits.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
        if (!hex || digits.length() < 2 || digits.length() > MAX_DIGITS || digits.startsWith("0")) {
            return false;
        }
        int value = Integer.parseInt(digits, 16);
        return value <= Character.MAX_CODE_POINT && isPlain(value);
    }

    /** {@code text} in US-ASCII: {@code utf-8-addr-xtext}, which is the value of a parameter as it is. */
    static String toAscii(String text) {
        return encoded(text, 127);
    }

    /** {@code text} with no more embedded than the value of a parameter needs in a session with {@code SMTPUTF8}. */
    static String toParameter(String text) {
        return encoded(text, Character.MAX_CODE_POINT);
    }

    /** {@code QUCHAR} is no blank, plus or equals sign; a backslash begins an embedded character already. */
    private static String encoded(String text, int last) {
        StringBuilder encoded = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c > last || c == ' ' || c == '+' || c == '=') {
                encoded.append(OPENER)
                        .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                        .append('}');
            } else {
                encoded.appendCodePoint(c);
            }
        });
        return encoded.toString();
    }
}
