package io.github.smtpra.protocol.sasl;

/** The tables of RFC 3454 that RFC 4013 uses, as ranges of code points. */
final class StringprepTables {
    /** B.1: commonly mapped to nothing. */
    private static final int[][] MAPPED_TO_NOTHING = {
        {0xAD, 0xAD},
        {0x34F, 0x34F},
        {0x1806, 0x1806},
        {0x180B, 0x180D},
        {0x200B, 0x200D},
        {0x2060, 0x2060},
        {0xFE00, 0xFE0F},
        {0xFEFF, 0xFEFF}
    };

    /** C.1.2: non-ASCII space characters. */
    private static final int[][] NON_ASCII_SPACE = {
        {0xA0, 0xA0}, {0x1680, 0x1680}, {0x2000, 0x200B}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}
    };

    private static final int[][] PROHIBITED = {
        // C.2.1 and C.2.2: control characters.
        {0, 0x1F},
        {0x7F, 0x9F},
        {0x6DD, 0x6DD},
        {0x70F, 0x70F},
        {0x180E, 0x180E},
        {0x200C, 0x200D},
        {0x2028, 0x2029},
        {0x2060, 0x2063},
        {0x206A, 0x206F},
        {0xFEFF, 0xFEFF},
        {0xFFF9, 0xFFFC},
        {0x1D173, 0x1D17A},
        // C.3: private use.
        {0xE000, 0xF8FF},
        {0xF0000, 0xFFFFD},
        {0x100000, 0x10FFFD},
        // C.4, but the last two of each plane: not characters. C.5: surrogates.
        {0xFDD0, 0xFDEF},
        {0xD800, 0xDFFF},
        // C.6 and C.7: not fit for plain text, not canonical.
        {0xFFFD, 0xFFFD},
        {0x2FF0, 0x2FFB},
        // C.8 and C.9: they change how others show; tags.
        {0x340, 0x341},
        {0x200E, 0x200F},
        {0x202A, 0x202E},
        {0xE0001, 0xE0001},
        {0xE0020, 0xE007F}
    };

    private StringprepTables() {}

    static boolean isMappedToNothing(int c) {
        return isIn(MAPPED_TO_NOTHING, c);
    }

    static boolean isNonAsciiSpace(int c) {
        return isIn(NON_ASCII_SPACE, c);
    }

    /** RFC 4013 §2.3, after mapping. */
    static boolean isProhibited(int c) {
        return isIn(PROHIBITED, c) || isNonAsciiSpace(c) || (c & 0xFFFE) == 0xFFFE;
    }

    private static boolean isIn(int[][] ranges, int c) {
        for (int[] range : ranges) {
            if (c >= range[0] && c <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
