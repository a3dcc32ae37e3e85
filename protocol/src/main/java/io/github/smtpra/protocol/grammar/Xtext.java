package io.github.smtpra.protocol.grammar;

import java.util.Locale;

/**
 * How a text with blanks, plus and equals signs becomes the value of a parameter (RFC 3461 §4):
 * {@code xtext = *( xchar / hexchar )}.
 */
public final class Xtext {
    private static final int HEX_LENGTH = 3;

    private Xtext() {}

    /**
     * The text that {@code xtext} stands for.
     *
     * @throws SyntaxException if it is none
     */
    public static String decode(String xtext) throws SyntaxException {
        if (xtext.chars().anyMatch(c -> c > '~')) {
            throw new SyntaxException("A parameter is no xtext");
        }
        return decodeUtf8(xtext);
    }

    /** {@link #decode} for a text that may have characters outside US-ASCII, which stay as they are (RFC 6533 §3). */
    static String decodeUtf8(String xtext) throws SyntaxException {
        StringBuilder text = new StringBuilder(xtext.length());
        int at = 0;
        while (at < xtext.length()) {
            boolean encoded = xtext.charAt(at) == '+';
            text.append(encoded ? hexchar(xtext, at) : xchar(xtext.charAt(at)));
            at += encoded ? HEX_LENGTH : 1;
        }
        return text.toString();
    }

    /** {@code xchar = any ASCII CHAR between "!" (33) and "~" (126) inclusive, except for "+" and "="}. */
    private static char xchar(char c) throws SyntaxException {
        if (!isXchar(c) && c <= '~') {
            throw new SyntaxException("A parameter is no xtext");
        }
        return c;
    }

    private static boolean isXchar(char c) {
        return c >= '!' && c <= '~' && c != '+' && c != '=';
    }

    /** {@code hexchar = ASCII "+" immediately followed by two upper case hexadecimal digits} (SRV-261). */
    private static char hexchar(String xtext, int at) throws SyntaxException {
        if (at + HEX_LENGTH > xtext.length()) {
            throw new SyntaxException("A parameter is no xtext");
        }
        return (char) (16 * digit(xtext.charAt(at + 1)) + digit(xtext.charAt(at + 2)));
    }

    private static int digit(char c) throws SyntaxException {
        int digit = "0123456789ABCDEF".indexOf(c);
        if (digit < 0) {
            throw new SyntaxException("A parameter is no xtext");
        }
        return digit;
    }

    /**
     * {@code text} as xtext, no longer than it must be.
     *
     * @param text of characters up to 255
     */
    public static String encode(String text) {
        StringBuilder xtext = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            if (isXchar(c)) {
                xtext.append(c);
            } else {
                xtext.append(String.format(Locale.ROOT, "+%02X", (int) c));
            }
        }
        return xtext.toString();
    }
}
