package io.github.smtpra.outbox.content;

import java.io.IOException;

/**
 * Makes every line end in CRLF (RFC 5321 §2.3.8; CLI-013): a bare CR or a bare LF becomes one, and the last line gets
 * one if it has none. Octets that are right already pass in runs as long as the block. For one thread.
 */
final class LineEnds {
    private static final byte[] CRLF = {'\r', '\n'};

    private final ContentSink sink;
    /** The last octet passed on was a CR whose LF is still to come. */
    private boolean afterCr;

    private boolean atLineStart = true;

    LineEnds(ContentSink sink) {
        this.sink = sink;
    }

    /** Takes the next {@code length} octets of the content. */
    void take(byte[] block, int length) throws IOException {
        if (length > 0) {
            boolean paired = afterCr && block[0] == '\n';
            if (afterCr && !paired) {
                sink.write(CRLF, 1, 1);
            }
            afterCr = false;
            scan(block, paired ? 1 : 0, length);
        }
    }

    private void scan(byte[] block, int first, int length) throws IOException {
        int run = 0;
        int i = OctetScan.indexOfLineOctet(block, first, length);
        while (i < length) {
            if (block[i] == '\n') {
                run = replaced(block, run, i);
                i = run;
            } else if (i + 1 == length) {
                afterCr = true;
                i = length;
            } else if (block[i + 1] == '\n') {
                i += 2;
            } else {
                run = replaced(block, run, i);
                i = run;
            }
            i = OctetScan.indexOfLineOctet(block, i, length);
        }
        sink.write(block, run, length - run);
        atLineStart = run == length || block[length - 1] == '\n';
    }

    /** Passes on what stands before the bare octet at {@code bare}, and CRLF in its place; what follows it. */
    private int replaced(byte[] block, int run, int bare) throws IOException {
        sink.write(block, run, bare - run);
        sink.write(CRLF, 0, 2);
        return bare + 1;
    }

    /** Ends the last line. */
    void end() throws IOException {
        if (afterCr) {
            sink.write(CRLF, 1, 1);
        } else if (!atLineStart) {
            sink.write(CRLF, 0, 2);
        }
    }
}
