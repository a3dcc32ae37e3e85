package io.github.smtpra.engine.listener;

import io.github.smtpra.protocol.data.LineBreaks;
import java.nio.charset.StandardCharsets;

/**
 * Takes the {@code Return-Path} fields out of a header: final delivery writes one of its own, and there is to be one
 * only (RFC 5321 §4.4; SRV-134).
 */
final class ReturnPathFields {
    private static final byte[] NAME = "return-path:".getBytes(StandardCharsets.US_ASCII);

    private ReturnPathFields() {}

    /**
     * Takes them out of the beginning of a mail, in place.
     *
     * @param octets the mail, its lines ended by CRLF, or as much of it as there is
     * @param length how much that is; a field that reaches to the end stays, since it may not be whole
     * @return the length that is left
     */
    static int removeFrom(byte[] octets, int length) {
        int left = length;
        int at = 0;
        while (at < left && octets[at] != '\r') {
            int end = endOfField(octets, at, left);
            if (end >= left) {
                return left;
            }
            if (isReturnPath(octets, at, end)) {
                System.arraycopy(octets, end, octets, at, left - end);
                left -= end - at;
            } else {
                at = end;
            }
        }
        return left;
    }

    /** Behind the field's last line: those that begin with a blank belong to it (RFC 5322 §2.2.3). */
    private static int endOfField(byte[] octets, int from, int length) {
        int at = from;
        do {
            at = LineBreaks.indexOf(octets, at, length) + "\r\n".length();
        } while (at < length && (octets[at] == ' ' || octets[at] == '\t'));
        return Math.min(at, length);
    }

    private static boolean isReturnPath(byte[] octets, int from, int end) {
        if (end - from < NAME.length) {
            return false;
        }
        for (int i = 0; i < NAME.length; i++) {
            if ((octets[from + i] | 0x20) != NAME[i]) {
                return false;
            }
        }
        return true;
    }
}
