package io.github.smtpra.protocol.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What a conversion has made and nobody has fetched yet. For one thread at a time. */
final class Output {
    private byte[] octets = new byte[8192];
    private int length;

    void write(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, octets, length, end - start);
        length += end - start;
    }

    void write(int octet) {
        room(1);
        octets[length++] = (byte) octet;
    }

    void write(String text) {
        byte[] all = text.getBytes(ISO_8859_1);
        write(all, 0, all.length);
    }

    private void room(int more) {
        if (length + more > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(length + more, octets.length * 2));
        }
    }

    /** What there is; valid until the next write. */
    ByteBuffer fetch() {
        ByteBuffer all = ByteBuffer.wrap(octets, 0, length);
        length = 0;
        return all;
    }
}
