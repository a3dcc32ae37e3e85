package io.github.smtpra.engine.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a mail that a report is about, as far as a report quotes it: whole lines, made harmless.
 *
 * @param text lines that end in CRLF, none of them empty; in US-ASCII, if the report is
 */
record OriginalHeader(String text) {
    private static final int MAX_HEADER = 32 * 1024;

    /** RFC 5322 §2.1.1 (MSG-002). */
    private static final int MAX_LINE = 998;

    /** Unfolded or with its id on a second line; nothing but what is certainly one id is taken (RFC 5322 §3.6.4). */
    private static final Pattern MESSAGE_ID =
            Pattern.compile("(?im)^message-id:(?:\\r\\n)?[ \\t]*(<[\\x21-\\x3b\\x3d\\x3f-\\x7e]{1,250}>)[ \\t]*\\r?$");

    /** RFC 5322 §3.6.8, §4.5: {@code field-name *WSP ":"}. */
    private static final Pattern FIELD = Pattern.compile("[\\x21-\\x39\\x3b-\\x7e]+[ \\t]*:");

    /** Reads as much as a report quotes; does not close {@code content}. */
    static OriginalHeader read(InputStream content, ReportForm form) throws IOException {
        byte[] start = content.readNBytes(MAX_HEADER);
        StringBuilder text = new StringBuilder();
        // Content of the outbox ends its lines in CRLF; the cut-off rest of a line is left out.
        String all = new String(start, form == ReportForm.UTF_8 ? UTF_8 : ISO_8859_1);
        int at = 0;
        int end = all.indexOf("\r\n");
        while (end > at && isOfHeader(all.substring(at, end), text.length())) {
            text.append(harmless(all.substring(at, end), form)).append("\r\n");
            at = end + 2;
            end = all.indexOf("\r\n", at);
        }
        return new OriginalHeader(text.toString());
    }

    /** What is no field and belongs to none is the body of a mail without an empty line: not to be quoted (DSN-006). */
    private static boolean isOfHeader(String line, int before) {
        boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
        // The header of binary content may end its lines otherwise, and then nobody knows where it ends.
        return line.indexOf('\n') < 0
                && (folded ? before > 0 : FIELD.matcher(line).lookingAt());
    }

    private static String harmless(String line, ReportForm form) {
        if (form == ReportForm.ASCII) {
            return cut(line.replaceAll("[^\\t\\x20-\\x7e]", "?"), MAX_LINE);
        }
        // A character has up to four octets, and half a pair none: it is cut between two.
        String whole = line.replaceAll("[\\p{Cc}&&[^\\t]]", "?");
        boolean fits = whole.getBytes(UTF_8).length <= MAX_LINE;
        return fits
                ? whole
                : cut(
                        whole,
                        whole.offsetByCodePoints(0, Math.min(MAX_LINE / 4, whole.codePointCount(0, whole.length()))));
    }

    private static String cut(String line, int length) {
        return line.length() <= length ? line : line.substring(0, length);
    }

    /** The {@code Message-ID}, in angle brackets. */
    Optional<String> messageId() {
        Matcher matcher = MESSAGE_ID.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
