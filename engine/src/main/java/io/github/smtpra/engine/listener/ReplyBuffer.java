package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The replies of one batch of input, sent in one write (SRV-156). Not for use by several threads. */
final class ReplyBuffer {
    private static final int KEPT = 256;

    private byte[] octets = new byte[KEPT];
    private int length;

    void add(Reply reply) {
        for (String line : reply.wireLines()) {
            append(line);
            append("\r\n");
        }
    }

    @SuppressWarnings("deprecation") // The text is US-ASCII, which this copies without any work for each character.
    private void append(String text) {
        if (length + text.length() > octets.length) {
            octets = java.util.Arrays.copyOf(octets, Math.max(2 * octets.length, length + text.length()));
        }
        text.getBytes(0, text.length(), octets, length);
        length += text.length();
    }

    boolean isEmpty() {
        return length == 0;
    }

    void flushTo(OutputStream out) throws IOException {
        if (length > 0) {
            byte[] written = octets;
            int end = length;
            length = 0; // Also if this fails: a reply of which a part has gone out must not be said again.
            if (octets.length > KEPT) {
                octets = new byte[KEPT];
            }
            out.write(written, 0, end);
            out.flush();
        }
    }

    static byte[] octets(Reply reply) {
        return (String.join("\r\n", reply.wireLines()) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
