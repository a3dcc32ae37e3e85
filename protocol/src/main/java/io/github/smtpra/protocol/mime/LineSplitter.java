package io.github.smtpra.protocol.mime;

/**
 * Cuts octets into lines that end in CRLF and nothing else, in a bounded memory: a line that is longer than any delimiter
 * can be comes in pieces. For one thread at a time.
 */
final class LineSplitter {
    private static final int MAX_WHOLE = 2048;

    private final Sink sink;
    private final byte[] line = new byte[MAX_WHOLE];
    private int length;
    private boolean inPieces;
    private boolean afterCr;

    /** Takes what was cut. */
    interface Sink {
        /** A whole line of {@code length} octets, and its CRLF. */
        void line(byte[] octets, int length) throws UnfitException;

        /** A piece of a line that is long, or that the end of the content leaves open. */
        void piece(byte[] octets, int length) throws UnfitException;

        /** The CRLF of a line that came in pieces. */
        void endOfPieces() throws UnfitException;
    }

    LineSplitter(Sink sink) {
        this.sink = sink;
    }

    void take(byte[] block, int from, int to) throws UnfitException {
        for (int i = from; i < to; i++) {
            take(block[i]);
        }
    }

    private void take(byte octet) throws UnfitException {
        if (afterCr && octet == '\n') {
            afterCr = false;
            endLine();
            return;
        }
        if (afterCr) {
            append((byte) '\r');
        }
        afterCr = octet == '\r';
        if (!afterCr) {
            append(octet);
        }
    }

    private void append(byte octet) throws UnfitException {
        if (length == MAX_WHOLE) {
            piece();
            inPieces = true;
        }
        line[length++] = octet;
    }

    private void endLine() throws UnfitException {
        if (inPieces) {
            piece();
            sink.endOfPieces();
        } else {
            sink.line(line, length);
        }
        length = 0;
        inPieces = false;
    }

    private void piece() throws UnfitException {
        sink.piece(line, length);
        length = 0;
    }

    /** Passes on the last line, if it is open. */
    void finish() throws UnfitException {
        if (afterCr) {
            append((byte) '\r');
        }
        if (length > 0) {
            piece();
        }
    }
}
