package io.github.smtpra.protocol.mime;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.protocol.data.ContentForm;
import io.github.smtpra.protocol.data.ContentForm.Header;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives header fields the form that a peer takes: long lines are folded where a blank allows it (RFC 5322 §2.2.3).
 *
 * @param form what the peer takes
 */
record Headers(ContentForm form) {
    /** The same header, fit for the peer. */
    EntityHeader fit(EntityHeader header) throws UnfitException {
        for (String field : header.fields()) {
            requireAscii(field);
        }
        boolean fits = header.fields().stream().allMatch(this::hasShortLines);
        return fits ? header : folded(header);
    }

    private void requireAscii(String field) throws UnfitException {
        if (form.header() == Header.ANY || field.chars().allMatch(c -> c < 128)) {
            return;
        }
        if (form.header() == Header.ASCII_OR_INTERNATIONAL) {
            // RFC 6531 §3.5 (CLI-018).
            throw new UnfitException("5.6.9", "the header is in UTF-8, and the peer does not offer SMTPUTF8");
        }
        throw new UnfitException("5.6.3", "the header is not in US-ASCII, and the peer takes 7-bit only");
    }

    private boolean hasShortLines(String field) {
        return form.body() == BodyType.BINARY_MIME || longestLine(field) <= BodyFacts.MAX_LINE;
    }

    private static int longestLine(String field) {
        int longest = 0;
        for (String line : field.split("\r\n", -1)) {
            longest = Math.max(longest, line.length());
        }
        return longest;
    }

    private EntityHeader folded(EntityHeader header) throws UnfitException {
        List<String> fields = new ArrayList<>();
        for (String field : header.fields()) {
            fields.add(hasShortLines(field) ? field : folded(field));
        }
        return new EntityHeader(fields);
    }

    private static String folded(String field) throws UnfitException {
        StringBuilder folded = new StringBuilder(field.length() + 64);
        for (String line : field.split("(?<=\r\n)", -1)) {
            fold(line, folded);
        }
        return folded.toString();
    }

    /** CLI-013: a break goes before a blank, which stays; text must stand before it, or the line would be empty. */
    private static void fold(String line, StringBuilder folded) throws UnfitException {
        String rest = line;
        while (rest.stripTrailing().length() > BodyFacts.MAX_LINE) {
            int blank = Math.max(rest.lastIndexOf(' ', BodyFacts.MAX_LINE), rest.lastIndexOf('\t', BodyFacts.MAX_LINE));
            if (blank <= 0 || rest.substring(0, blank).isBlank()) {
                throw new UnfitException(
                        "5.6.0", "a header field has a line that is too long, and no blank to fold it at");
            }
            folded.append(rest, 0, blank).append("\r\n");
            rest = rest.substring(blank);
        }
        folded.append(rest);
    }
}
