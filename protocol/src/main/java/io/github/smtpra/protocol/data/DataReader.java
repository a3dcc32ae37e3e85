package io.github.smtpra.protocol.data;

import java.nio.ByteBuffer;

/**
 * Reads the content that follows DATA: takes the dots of transparency out and finds the end (RFC 5321 §4.1.1.4, §4.5.2;
 * SRV-110).
 *
 * <p>The content ends with CRLF.CRLF and with nothing else (SRV-111, SRV-117): no other mix of CR, LF and dots ends it,
 * wherever the segments of the connection are cut. A CR or LF that is not part of a CRLF makes the content {@linkplain
 * #isAmbiguous() ambiguous}: other mailers may see an end in it ("SMTP smuggling"), so it must be refused (SRV-112);
 * the reader goes on to the real end all the same.
 *
 * <p>Invariant: all octets of content before the buffer's position have been handed out, except those that
 * {@link State} says are held back. No octet is copied: pieces are ranges of the input buffer (SRV-093, SRV-115,
 * SRV-116).
 */
public final class DataReader implements ContentReader {
    /** What was read last, as far as it decides what the next octet means. */
    private enum State {
        /** At the beginning of a line. */
        LINE_START,
        /** Inside a line. */
        MIDDLE,
        /** Behind a CR inside a line; it has been handed out. */
        CR,
        /** Behind a dot at the beginning of a line, held back. */
        DOT,
        /** Behind a dot and a CR at the beginning of a line, both held back. */
        DOT_CR,
        /** Behind the end of the content. */
        END
    }

    private State state = State.LINE_START;
    private boolean ambiguous;

    @Override
    public boolean isAmbiguous() {
        return ambiguous;
    }

    @Override
    public boolean isAtEnd() {
        return state == State.END;
    }

    /** Takes octets up to the next dot to be dropped, the end of the content or the end of the buffer. */
    @Override
    public ByteBuffer read(ByteBuffer input) {
        ByteBuffer held = resolveHeldDot(input);
        if (held.hasRemaining() || !input.hasRemaining() || state == State.END) {
            return held;
        }
        int start = input.position();
        int end = scan(input.array(), input.arrayOffset() + start, input.arrayOffset() + input.limit())
                - input.arrayOffset();
        ByteBuffer piece = input.duplicate().limit(end);
        input.position(end);
        if (state == State.DOT) {
            input.position(end + 1);
        }
        return piece;
    }

    /** Decides what a dot that began a line was; gives the CR that turned out to be content. */
    private ByteBuffer resolveHeldDot(ByteBuffer input) {
        ByteBuffer none = input.duplicate().limit(input.position());
        if (state == State.DOT && input.hasRemaining()) {
            // RFC 5321 §4.5.2: a dot with more behind it is dropped, once (SRV-114).
            if (peek(input) == '\r') {
                input.get();
                state = State.DOT_CR;
            } else {
                state = State.MIDDLE;
            }
        }
        if (state == State.DOT_CR && input.hasRemaining()) {
            if (peek(input) == '\n') {
                input.get();
                state = State.END;
            } else {
                ambiguous = true;
                state = State.MIDDLE;
                return ByteBuffer.wrap(new byte[] {'\r'});
            }
        }
        return none;
    }

    private static byte peek(ByteBuffer input) {
        return input.get(input.position());
    }

    /** Goes on from {@code at} to {@code limit}, or to a dot at the beginning of a line; gives the place reached. */
    private int scan(byte[] octets, int at, int limit) {
        int i = at;
        while (i < limit) {
            switch (state) {
                case LINE_START -> {
                    if (octets[i] == '.') {
                        state = State.DOT;
                        return i;
                    }
                    state = State.MIDDLE;
                }
                case CR -> {
                    if (octets[i] == '\n') {
                        i++;
                        state = State.LINE_START;
                    } else {
                        ambiguous = true;
                        state = State.MIDDLE;
                    }
                }
                default -> i = scanLine(octets, i, limit);
            }
        }
        return i;
    }

    /** Goes on inside a line, to behind its CR; the tight part of the road. */
    private int scanLine(byte[] octets, int at, int limit) {
        int i = LineBreaks.indexOf(octets, at, limit);
        if (i < limit) {
            if (octets[i] == '\r') {
                state = State.CR;
            } else {
                ambiguous = true;
            }
            i++;
        }
        return i;
    }
}
