package io.github.smtpra.api.smtp;

import java.lang.Character.UnicodeScript;

/** Code points that a U-label may have in some places only (RFC 5892, Appendix A). */
final class IdnaContext {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int MIDDLE_DOT = 0xB7;
    private static final int GREEK_KERAIA = 0x375;
    private static final int HEBREW_GERESH = 0x5F3;
    private static final int HEBREW_GERSHAYIM = 0x5F4;
    private static final int KATAKANA_MIDDLE_DOT = 0x30FB;

    private IdnaContext() {}

    /** Whether {@code c} is allowed in some places only. */
    static boolean isContextual(int c) {
        return switch (c) {
            case ZERO_WIDTH_NON_JOINER,
                    ZERO_WIDTH_JOINER,
                    MIDDLE_DOT,
                    GREEK_KERAIA,
                    HEBREW_GERESH,
                    HEBREW_GERSHAYIM,
                    KATAKANA_MIDDLE_DOT -> true;
            default -> isArabicIndicDigit(c) || isExtendedArabicIndicDigit(c);
        };
    }

    /** Whether the code point at {@code at} of {@code label} may stand there. */
    static boolean isAllowed(int[] label, int at) {
        int before = at > 0 ? label[at - 1] : -1;
        int behind = at + 1 < label.length ? label[at + 1] : -1;
        return switch (label[at]) {
            case ZERO_WIDTH_JOINER -> isVirama(before);
            case ZERO_WIDTH_NON_JOINER -> isVirama(before) || joins(before) && joins(behind);
            case MIDDLE_DOT -> before == 'l' && behind == 'l';
            case GREEK_KERAIA -> isOf(behind, UnicodeScript.GREEK);
            case HEBREW_GERESH, HEBREW_GERSHAYIM -> isOf(before, UnicodeScript.HEBREW);
            case KATAKANA_MIDDLE_DOT -> hasJapanese(label);
            default -> !isArabicIndicDigit(label[at]) || !hasExtendedArabicIndicDigit(label);
        };
    }

    /** The combining class is not to be had from Java; the names of its members are. */
    private static boolean isVirama(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK
                && String.valueOf(Character.getName(c)).contains("VIRAMA");
    }

    /** RFC 5892 A.1 asks for the joining type; letters of these scripts have one. */
    private static boolean joins(int c) {
        return isOf(c, UnicodeScript.ARABIC) || isOf(c, UnicodeScript.SYRIAC) || isOf(c, UnicodeScript.MONGOLIAN);
    }

    private static boolean isOf(int c, UnicodeScript script) {
        return c >= 0 && UnicodeScript.of(c) == script;
    }

    private static boolean hasJapanese(int[] label) {
        for (int c : label) {
            if (isOf(c, UnicodeScript.HIRAGANA) || isOf(c, UnicodeScript.KATAKANA) || isOf(c, UnicodeScript.HAN)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasExtendedArabicIndicDigit(int[] label) {
        for (int c : label) {
            if (isExtendedArabicIndicDigit(c)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isArabicIndicDigit(int c) {
        return c >= 0x660 && c <= 0x669;
    }

    private static boolean isExtendedArabicIndicDigit(int c) {
        return c >= 0x6F0 && c <= 0x6F9;
    }
}
