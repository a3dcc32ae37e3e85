package io.github.smtpra.protocol.data;

import java.nio.ByteBuffer;

/**
 * Reads the content that comes in chunks (RFC 3030 §2; SRV-170, SRV-173): as many octets as were announced, whatever
 * they are. A CRLF may be cut by the border of two chunks. Text must have whole line ends all the same: what is passed
 * on by DATA later could otherwise hold a second mail.
 */
public final class ChunkReader implements ContentReader {
    /** What the content is made of. */
    public enum Kind {
        /** Lines (7BIT, 8BITMIME). */
        TEXT,
        /** Any octets (BINARYMIME, RFC 3030 §3; SRV-178). */
        BINARY
    }

    private final Kind kind;
    private long left;
    private boolean afterCr;
    private boolean ambiguous;
    private boolean lineOpen;

    /** A reader at the beginning of the content, before its first chunk. */
    public ChunkReader(Kind kind) {
        this.kind = kind;
    }

    /** The next {@code size} octets are a chunk. */
    public void begin(long size) {
        left = size;
    }

    @Override
    public boolean isAtEnd() {
        return left == 0;
    }

    @Override
    public boolean isAmbiguous() {
        return ambiguous;
    }

    @Override
    public ByteBuffer read(ByteBuffer input) {
        int length = (int) Math.min(left, input.remaining());
        ByteBuffer piece = input.duplicate().limit(input.position() + length);
        input.position(input.position() + length);
        left -= length;
        if (kind == Kind.TEXT && length > 0) {
            look(piece.array(), piece.arrayOffset() + piece.position(), piece.arrayOffset() + piece.limit());
        }
        return piece;
    }

    private void look(byte[] octets, int from, int to) {
        int i = from;
        while (i < to) {
            if (afterCr) {
                ambiguous |= octets[i] != '\n';
                i += octets[i] == '\n' ? 1 : 0;
                afterCr = false;
            } else {
                i = LineBreaks.indexOf(octets, i, to);
                if (i < to) {
                    afterCr = octets[i] == '\r';
                    ambiguous |= !afterCr;
                    i++;
                }
            }
        }
        lineOpen = octets[to - 1] != '\n';
    }

    /**
     * What is missing at the end of the last chunk: the CRLF of a last line that has none (SRV-173).
     *
     * @return CRLF or nothing; a CR that nothing follows makes the content ambiguous
     */
    public ByteBuffer end() {
        ambiguous |= afterCr;
        return ByteBuffer.wrap(lineOpen ? new byte[] {'\r', '\n'} : new byte[0]);
    }
}
