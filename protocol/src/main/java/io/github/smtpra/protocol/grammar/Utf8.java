package io.github.smtpra.protocol.grammar;

/**
 * Reads octets as UTF-8, strictly (RFC 3629 §3, §4): no octet that stands alone, nothing longer than it must be, no
 * surrogate, nothing above U+10FFFF.
 */
final class Utf8 {
    /** Where an octet that is no UTF-8 goes: half of a surrogate pair, which no rule of the grammar takes. */
    private static final int NO_UTF8 = 0xDC00;

    private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x10000};

    private Utf8() {}

    /**
     * The text that {@code octets} are. An octet that belongs to no character becomes U+DC00 and its value, so that
     * what is around it can still be read, and whoever looks at it sees that it is no text (SRV-274).
     *
     * @param octets an octet in each character
     */
    static String decode(String octets) {
        if (octets.chars().allMatch(c -> c < 0x80)) {
            return octets;
        }
        StringBuilder text = new StringBuilder(octets.length());
        int at = 0;
        while (at < octets.length()) {
            int length = length(octets, at);
            if (length > 0) {
                text.appendCodePoint(value(octets, at, length));
            } else {
                text.append((char) (NO_UTF8 + octets.charAt(at)));
            }
            at += Math.max(length, 1);
        }
        return text.toString();
    }

    /** How many octets the character at {@code at} has; 0 if there is none. */
    private static int length(String octets, int at) {
        int length = announced(octets.charAt(at));
        if (length == 0 || at + length > octets.length()) {
            return 0;
        }
        for (int i = at + 1; i < at + length; i++) {
            if ((octets.charAt(i) & 0xC0) != 0x80) {
                return 0;
            }
        }
        int value = value(octets, at, length);
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        return value < LEAST[length] || value > Character.MAX_CODE_POINT || surrogate ? 0 : length;
    }

    /** What the first octet says. */
    private static int announced(char first) {
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC0) {
            return 0;
        }
        return first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF8 ? 4 : 0;
    }

    private static int value(String octets, int at, int length) {
        int first = octets.charAt(at);
        int value = length == 1 ? first : first & (0x7F >> length);
        for (int i = at + 1; i < at + length; i++) {
            value = value << 6 | octets.charAt(i) & 0x3F;
        }
        return value;
    }
}
