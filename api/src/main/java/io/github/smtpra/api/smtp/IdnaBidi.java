package io.github.smtpra.api.smtp;

import java.util.EnumSet;
import java.util.Set;

/** The rule for labels that are written from right to left (RFC 5893 §2). */
final class IdnaBidi {
    /** The classes of RFC 5893 that the rule names; all others are forbidden in such a label. */
    private enum Kind {
        RIGHT,
        EUROPEAN_NUMBER,
        ARABIC_NUMBER,
        MARK,
        NEUTRAL,
        FORBIDDEN
    }

    private IdnaBidi() {}

    /** Whether {@code label} keeps the rule; a label without anything from right to left does. */
    static boolean isAllowed(int[] label) {
        boolean rightToLeft = false;
        for (int c : label) {
            Kind kind = kind(c);
            rightToLeft |= kind == Kind.RIGHT || kind == Kind.ARABIC_NUMBER;
        }
        return !rightToLeft || keepsRule(label);
    }

    private static boolean keepsRule(int[] label) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Kind last = Kind.NEUTRAL;
        for (int c : label) {
            Kind kind = kind(c);
            kinds.add(kind);
            last = kind == Kind.MARK ? last : kind;
        }
        return kind(label[0]) == Kind.RIGHT
                && !kinds.contains(Kind.FORBIDDEN)
                && !(kinds.contains(Kind.EUROPEAN_NUMBER) && kinds.contains(Kind.ARABIC_NUMBER))
                && last != Kind.NEUTRAL;
    }

    private static Kind kind(int c) {
        return switch (Character.getDirectionality(c)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> Kind.RIGHT;
            case Character.DIRECTIONALITY_EUROPEAN_NUMBER -> Kind.EUROPEAN_NUMBER;
            case Character.DIRECTIONALITY_ARABIC_NUMBER -> Kind.ARABIC_NUMBER;
            case Character.DIRECTIONALITY_NONSPACING_MARK -> Kind.MARK;
            case Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR,
                    Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR,
                    Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR,
                    Character.DIRECTIONALITY_OTHER_NEUTRALS,
                    Character.DIRECTIONALITY_BOUNDARY_NEUTRAL -> Kind.NEUTRAL;
            default -> Kind.FORBIDDEN;
        };
    }
}
