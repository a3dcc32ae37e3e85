package io.github.smtpra.api.smtp;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** What is asked of texts that may have characters outside US-ASCII (RFC 6531 §3.3, RFC 6532 §3.1). */
final class Text {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Text() {}

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /** Whether UTF-8 can express it (RFC 3629 §3): no half of a surrogate pair stands alone. */
    static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** The octets that it takes in UTF-8. */
    static int octets(String text) {
        return isAscii(text) ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * {@code UTF8-non-ascii} (RFC 6531 §3.3), less what has no place in an address by our own policy: what is not to be
     * seen, turns the direction of its surroundings or breaks lines. An address must be what it looks like.
     */
    static boolean isUtf8NonAscii(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            case Character.FORMAT -> c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
            default -> c > 127 && c <= Character.MAX_CODE_POINT && !isNonCharacter(c);
        };
    }

    /** Unicode §23.7: for use inside programs only. */
    private static boolean isNonCharacter(int c) {
        return c >= 0xFDD0 && c <= 0xFDEF || (c & 0xFFFE) == 0xFFFE;
    }

    /** As local parts compare: composed (RFC 6532 §3.1). */
    static String composed(String text) {
        return isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
