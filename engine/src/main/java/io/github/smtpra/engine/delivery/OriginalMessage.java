package io.github.smtpra.engine.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * What a report gives back of the mail that it is about.
 *
 * @param header of the mail, made harmless
 * @param whole all of the mail, an octet in each character, if it is to be given back and can be
 */
record OriginalMessage(OriginalHeader header, Optional<String> whole) {
    /** RFC 3461 §4.3 lets a large mail be cut to its header (DSN-006): a report is made in memory. */
    private static final int MAX_WHOLE = 1024 * 1024;

    /** RFC 5322 §2.1.1. */
    private static final int MAX_LINE = 998;

    /** How much is to be given back. */
    enum Extent {
        HEADER,
        WHOLE
    }

    /** Reads as much as a report gives back; does not close {@code content}. */
    static OriginalMessage read(InputStream content, Extent extent, ReportForm form) throws IOException {
        if (extent == Extent.HEADER) {
            return new OriginalMessage(OriginalHeader.read(content, form), Optional.empty());
        }
        byte[] octets = content.readNBytes(MAX_WHOLE + 1);
        OriginalHeader header = OriginalHeader.read(new ByteArrayInputStream(octets), form);
        String text = new String(octets, ISO_8859_1);
        boolean fits = octets.length <= MAX_WHOLE && isMadeOfLines(text);
        return new OriginalMessage(header, fits ? Optional.of(text) : Optional.empty());
    }

    /** RFC 2045 §2.8: what is neither 7bit nor 8bit can not stand in {@code message/rfc822}, which is never encoded. */
    private static boolean isMadeOfLines(String text) {
        for (String line : text.split("\r\n", -1)) {
            if (line.length() > MAX_LINE || line.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
                return false;
            }
        }
        return true;
    }

    /** Whether a report with it has octets outside US-ASCII. */
    boolean isEightBit() {
        return whole.filter(text -> text.chars().anyMatch(c -> c > 127)).isPresent();
    }
}
