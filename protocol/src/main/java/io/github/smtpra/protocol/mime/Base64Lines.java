package io.github.smtpra.protocol.mime;

import java.util.Arrays;
import java.util.Base64;

/** Encodes as base64 in lines of 76 characters (RFC 2045 §6.8). For one body. */
final class Base64Lines implements Encoder {
    private static final int OCTETS_IN_LINE = 57;

    private final Output out;
    private final byte[] line = new byte[OCTETS_IN_LINE];
    private int length;
    private boolean isFirst = true;

    Base64Lines(Output out) {
        this.out = out;
    }

    @Override
    public void write(byte octet) {
        line[length++] = octet;
        if (length == OCTETS_IN_LINE) {
            encode(line);
        }
    }

    /** The break stands before a line: behind the last one there is that of the delimiter. */
    private void encode(byte[] octets) {
        if (!isFirst) {
            out.write("\r\n");
        }
        isFirst = false;
        byte[] encoded = Base64.getEncoder().encode(octets);
        out.write(encoded, 0, encoded.length);
        length = 0;
    }

    @Override
    public void finish() {
        if (length > 0) {
            encode(Arrays.copyOf(line, length));
        }
    }
}
