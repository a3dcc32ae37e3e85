package io.github.smtpra.protocol.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Counts the {@code Received} fields in the header of content that passes by, to find loops (RFC 5321 §6.3; SRV-120).
 * Looks at the beginnings of lines, and at nothing once the header has ended.
 */
public final class TraceCounter {
    private static final byte[] NAME = "received:".getBytes(StandardCharsets.US_ASCII);

    private int count;

    /** How many octets of the line so far equal the name; negative when it can no longer match. */
    private int matched;

    /** Octets in the line so far, CR not counted. */
    private int inLine;

    private boolean headerEnded;

    /** The fields seen so far. */
    public int count() {
        return count;
    }

    /** Looks at the next piece of the content; leaves its position alone. */
    public void look(ByteBuffer piece) {
        for (int i = piece.position(); i < piece.limit() && !headerEnded; i++) {
            if (matched < 0) {
                i = LineBreaks.indexOf(piece.array(), piece.arrayOffset() + i, piece.arrayOffset() + piece.limit())
                        - piece.arrayOffset();
                if (i == piece.limit()) {
                    return;
                }
            }
            look(piece.get(i));
        }
    }

    private void look(byte octet) {
        if (octet == '\n') {
            headerEnded = inLine == 0;
            inLine = 0;
            matched = 0;
        } else if (octet != '\r') {
            inLine++;
            matched = matched >= 0 && (octet | 0x20) == NAME[matched] ? matched + 1 : -1;
            if (matched == NAME.length) {
                count++;
                matched = -1;
            }
        }
    }
}
