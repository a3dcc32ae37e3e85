package io.github.smtpra.engine.submission;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** Header text outside US-ASCII: UTF-8 or nothing (RFC 6532 §3.1; MSG-008). */
final class Utf8Header {
    private Utf8Header() {}

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /**
     * A header line as it is meant, composed (NFC). Jakarta Mail gives the octets of a message that it has read one in each
     * character, unless it was told otherwise: what is UTF-8 then, is read as such.
     */
    static String meant(String line) {
        if (isAscii(line)) {
            return line;
        }
        return Normalizer.normalize(
                isOctets(line) ? decoded(line.getBytes(StandardCharsets.ISO_8859_1), line) : line, Normalizer.Form.NFC);
    }

    private static boolean isOctets(String line) {
        return line.chars().allMatch(c -> c < 256);
    }

    private static String decoded(byte[] octets, String fallback) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            return fallback;
        }
    }

    /** Whether the header at the beginning of {@code octets} has UTF-8 outside US-ASCII, and nothing else there. */
    static boolean isIn(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        String header = text.substring(0, endOfHeader(text));
        return !isAscii(header)
                && !decoded(header.getBytes(StandardCharsets.ISO_8859_1), "").isEmpty();
    }

    /** Behind the last whole line of the header, whichever way its lines end. */
    private static int endOfHeader(String text) {
        int end = 0;
        int at = 0;
        int lineEnd;
        while ((lineEnd = text.indexOf('\n', at)) >= 0) {
            boolean empty = text.substring(at, lineEnd).isBlank();
            if (empty) {
                return end;
            }
            end = lineEnd + 1;
            at = end;
        }
        return end;
    }
}
