package io.github.smtpra.engine.submission;

import io.github.smtpra.api.MailException;
import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;

/**
 * One field of a header, checked so that it can not carry a second field, a second message or a second command:
 *
 * <pre>
 * field         = field-name ":" unstructured CRLF              ; RFC 5322 §3.6.8
 * field-name    = 1*( %d33-57 / %d59-126 )                      ; no colon
 * unstructured  = *( VCHAR / WSP / CRLF WSP )                   ; and no line of blanks alone
 * VCHAR         =/ UTF8-non-ascii                               ; RFC 6532 §3.2
 * </pre>
 *
 * @param name the field's name as it was given
 * @param line the whole field, folded lines included, without the CRLF at its end
 */
record HeaderField(String name, String line) {
    /** Octets of a line without its CRLF (RFC 5322 §2.1.1; MSG-002, CLI-013). */
    private static final int MAX_LINE = 998;

    /** Of a {@code char} in UTF-8. */
    private static final int MAX_OCTETS_OF_CHAR = 3;

    /**
     * The field that {@code line} is.
     *
     * @throws MailException if it is none, naming the field and what stands in it, never its text
     */
    static HeaderField of(String line) throws MailException {
        int colon = line.indexOf(':');
        String name = line.substring(0, Math.max(colon, 0)).trim();
        if (name.isEmpty() || !isVisibleAscii(name)) {
            throw new MailException("the message has a header field without a valid name (RFC 5322 §2.2)");
        }
        String body = Utf8Header.meant(line.substring(colon + 1));
        checkCharacters(name, body);
        return new HeaderField(name, shortLines(name, body));
    }

    private static boolean isVisibleAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < 33 || name.charAt(i) > 126) {
                return false;
            }
        }
        return true;
    }

    // RFC 2047 §2, §5 (MSG-005)
    private static void checkCharacters(String name, String body) throws MailException {
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\r' && isFolding(body, i)) {
                i++;
            } else if (c < ' ' && c != '\t' || c > '~' && !isUtf8NonAscii(body, i)) {
                throw new MailException("header field " + name + " holds " + describe(c));
            }
        }
    }

    /** RFC 6532 §3.1 (MSG-008), less what breaks lines, or is no character. */
    private static boolean isUtf8NonAscii(String body, int at) {
        return switch (Character.getType(body.codePointAt(at))) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SURROGATE -> at > 0 && Character.isSurrogatePair(body.charAt(at - 1), body.charAt(at));
            default -> body.charAt(at) > 127;
        };
    }

    /** Whether CRLF WSP begins at {@code at}, with something visible behind it before the line ends. */
    private static boolean isFolding(String body, int at) {
        if (!body.startsWith("\n", at + 1)) {
            return false;
        }
        int next = at + 2;
        while (next < body.length() && isBlank(body.charAt(next))) {
            next++;
        }
        // A line of blanks alone ends the header for some readers (MSG-002).
        return next > at + 2 && next < body.length() && body.charAt(next) != '\r' && body.charAt(next) != '\n';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static String describe(char c) {
        if (c == '\r' || c == '\n') {
            return "a line break that is no folding (RFC 5322 §2.2.3)";
        }
        return "the character " + String.format("U+%04X", (int) c) + ", which no header may have";
    }

    private static String shortLines(String name, String body) throws MailException {
        String line = name + ":" + body;
        if (hasShortLines(line)) {
            return line;
        }
        String folded = name + ": " + MimeUtility.fold(name.length() + 2, MimeUtility.unfold(body.trim()));
        if (hasShortLines(folded)) {
            return folded;
        }
        throw new MailException(
                "header field " + name + " has a line over " + MAX_LINE + " octets that can not be folded");
    }

    private static boolean hasShortLines(String text) {
        return text.length() * MAX_OCTETS_OF_CHAR <= MAX_LINE
                || text.lines().allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= MAX_LINE);
    }

    /** Whether it needs {@code SMTPUTF8} (RFC 6532 §3). */
    boolean isUtf8() {
        return !Utf8Header.isAscii(line);
    }

    boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** What stands behind the colon, in one line. */
    String value() {
        return line.substring(line.indexOf(':') + 1).replace("\r\n", "").trim();
    }
}
