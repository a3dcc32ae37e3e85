package io.github.smtpra.api.smtp;

import java.lang.Character.UnicodeBlock;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * Which code points a U-label may have: the algorithm of RFC 5892 §3, on the Unicode tables of the Java runtime. What it
 * calls CONTEXTO and CONTEXTJ is let through here, and left to {@link IdnaContext}.
 */
final class IdnaCodePoints {
    /** RFC 5892 §2.6, PVALID: the sharp s, the final sigma, two Sindhi signs, a Tibetan mark, the ideographic zero. */
    private static final Set<Integer> VALID = Set.of(0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007);

    /** RFC 5892 §2.6, DISALLOWED; and the iota below a letter, which folds to another but has no capital. */
    private static final Set<Integer> DISALLOWED =
            Set.of(0x345, 0x640, 0x7FA, 0x302E, 0x302F, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303B);

    private static final Set<UnicodeBlock> IGNORABLE_BLOCKS = Set.of(
            UnicodeBlock.COMBINING_MARKS_FOR_SYMBOLS,
            UnicodeBlock.MUSICAL_SYMBOLS,
            UnicodeBlock.ANCIENT_GREEK_MUSICAL_NOTATION);

    private static final Set<UnicodeBlock> JAMO_BLOCKS =
            Set.of(UnicodeBlock.HANGUL_JAMO, UnicodeBlock.HANGUL_JAMO_EXTENDED_A, UnicodeBlock.HANGUL_JAMO_EXTENDED_B);

    private IdnaCodePoints() {}

    /** Whether {@code c} may stand in a U-label, wherever its context allows it. */
    static boolean isAllowed(int c) {
        if (VALID.contains(c) || IdnaContext.isContextual(c)) {
            return true;
        }
        return !DISALLOWED.contains(c)
                && isLetterDigit(c)
                && !isOldHangulJamo(c)
                && !isIgnorable(c)
                && !isIgnorableBlock(c)
                && isStable(c);
    }

    /** RFC 5892 §2.1; an unassigned code point is none of these, either. US-ASCII is checked by others. */
    private static boolean isLetterDigit(int c) {
        return switch (Character.getType(c)) {
            case Character.LOWERCASE_LETTER,
                    Character.UPPERCASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** RFC 5892 §2.2: it stays what it is when case and compatibility are folded. */
    private static boolean isStable(int c) {
        String text = Character.toString(c);
        return nfkc(nfkc(text).toLowerCase(Locale.ROOT)).equals(text);
    }

    private static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** RFC 5892 §2.3: the marks that are not to be seen; others that are not are neither letters nor marks. */
    private static boolean isIgnorable(int c) {
        return c == 0x34F
                || c == 0x17B4
                || c == 0x17B5
                || c >= 0x180B && c <= 0x180F
                || c >= 0xFE00 && c <= 0xFE0F
                || c >= 0xE0100 && c <= 0xE01EF;
    }

    /** RFC 5892 §2.4. */
    private static boolean isIgnorableBlock(int c) {
        return IGNORABLE_BLOCKS.contains(UnicodeBlock.of(c));
    }

    /** RFC 5892 §2.9: of these, syllables are not made in one way only. */
    private static boolean isOldHangulJamo(int c) {
        return JAMO_BLOCKS.contains(UnicodeBlock.of(c));
    }
}
