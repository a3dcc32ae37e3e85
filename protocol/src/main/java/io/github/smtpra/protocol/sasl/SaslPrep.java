package io.github.smtpra.protocol.sasl;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.text.Normalizer;

/**
 * How names and passwords are prepared so that they can be compared (RFC 4013, a profile of RFC 3454; CLI-069, SRV-220). Code
 * points that Unicode 3.2 does not know are let through, as in what RFC 3454 §7 calls queries: a password with a newer
 * character must not fail.
 */
public final class SaslPrep {
    private SaslPrep() {}

    /**
     * The prepared form of {@code text}.
     *
     * @throws SyntaxException if it has a character that is prohibited, or mixes directions
     */
    public static String prepare(String text) throws SyntaxException {
        if (text.chars().allMatch(c -> c >= ' ' && c < 127)) {
            return text;
        }
        String prepared = Normalizer.normalize(mapped(text), Normalizer.Form.NFKC);
        if (prepared.codePoints().anyMatch(StringprepTables::isProhibited)) {
            throw new SyntaxException("A name or password has a character that is prohibited");
        }
        checkDirections(prepared);
        return prepared;
    }

    /** RFC 4013 §2.1: blanks of all kinds become a blank, what is commonly mapped to nothing goes. */
    private static String mapped(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (StringprepTables.isNonAsciiSpace(c)) {
                mapped.append(' ');
            } else if (!StringprepTables.isMappedToNothing(c)) {
                mapped.appendCodePoint(c);
            }
        });
        return mapped.toString();
    }

    /** RFC 3454 §6: with a right-to-left character, no left-to-right one, and one at each end. */
    private static void checkDirections(String text) throws SyntaxException {
        if (text.codePoints().noneMatch(SaslPrep::isRightToLeft)) {
            return;
        }
        boolean framed = isRightToLeft(text.codePointAt(0)) && isRightToLeft(text.codePointBefore(text.length()));
        if (!framed || text.codePoints().anyMatch(SaslPrep::isLeftToRight)) {
            throw new SyntaxException("A name or password mixes directions");
        }
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean isLeftToRight(int c) {
        return Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
    }
}
