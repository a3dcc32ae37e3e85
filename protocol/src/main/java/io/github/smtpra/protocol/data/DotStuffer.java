package io.github.smtpra.protocol.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes content fit for the wire behind {@code DATA} (RFC 5321 §4.5.2; CLI-012): a line that begins with a dot gets
 * another, and nothing but CRLF ends a line, whatever the content held (RFC 5321 §2.3.8; CLI-013). No second mail can
 * hide in what comes out.
 *
 * <p>Blocks go in by {@link #encode}, the last one, possibly empty, by {@link #encodeLast}, which also adds the final
 * dot. Where blocks are cut makes no difference. What comes out lies in a buffer of this object and is valid until the
 * next call; it is at most twice as long as what went in, and five octets.
 *
 * <p>For one thread at a time. After {@link #encodeLast} it is as new.
 */
public final class DotStuffer {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long EIGHT_CR = ONES * '\r';
    private static final long EIGHT_LF = ONES * '\n';

    /** CRLF "." CRLF. */
    private static final int MAX_END = 5;

    private byte[] out = new byte[0];
    private int length;
    private boolean atLineStart = true;
    private boolean afterCr;

    /** Encodes {@code block} to its limit; more follows. */
    public ByteBuffer encode(ByteBuffer block) {
        begin(block.remaining());
        encodeLines(block);
        return result();
    }

    /** Encodes {@code block} to its limit, ends its last line if that is open, and adds the final dot. */
    public ByteBuffer encodeLast(ByteBuffer block) {
        begin(block.remaining());
        encodeLines(block);
        if (!atLineStart) {
            crlf();
        }
        // RFC 5321 §4.1.1.4 (CLI-012): the CRLF of the last line, or of the DATA command, is the first of CRLF "."
        // CRLF.
        out[length++] = '.';
        crlf();
        afterCr = false;
        return result();
    }

    private void begin(int input) {
        int needed = Math.addExact(Math.multiplyExact(input, 2), MAX_END);
        if (out.length < needed) {
            out = new byte[needed];
        }
        length = 0;
    }

    private ByteBuffer result() {
        return ByteBuffer.wrap(out, 0, length);
    }

    private void encodeLines(ByteBuffer block) {
        int count = block.remaining();
        if (block.hasArray()) {
            encodeLines(block.array(), block.arrayOffset() + block.position(), count);
            block.position(block.limit());
        } else {
            byte[] copy = new byte[count];
            block.get(copy);
            encodeLines(copy, 0, count);
        }
    }

    /** Copies what needs no change in runs that go over many lines: content is mostly that. */
    private void encodeLines(byte[] in, int from, int count) {
        int end = from + count;
        int run = skipLfOfSplitPair(in, from, end);
        int at = run;
        while (at < end) {
            if (atLineStart && in[at] == '.') {
                copy(in, run, at);
                out[length++] = '.';
                run = at;
            }
            int lineEnd = endOfLine(in, at, end);
            if (lineEnd == end) {
                atLineStart = false;
                break;
            }
            at = afterLineEnd(in, lineEnd, end);
            if (at - lineEnd == 1) {
                copy(in, run, lineEnd);
                crlf();
                run = at;
            }
            atLineStart = true;
        }
        copy(in, run, end);
    }

    /** A CR at the end of the last block has become CRLF already; its LF must not make another. */
    private int skipLfOfSplitPair(byte[] in, int from, int end) {
        if (from == end) {
            return from;
        }
        int start = afterCr && in[from] == '\n' ? from + 1 : from;
        afterCr = in[end - 1] == '\r';
        return start;
    }

    /** The index behind the CRLF, bare CR or bare LF at {@code at}. */
    private static int afterLineEnd(byte[] in, int at, int end) {
        return in[at] == '\r' && at + 1 < end && in[at + 1] == '\n' ? at + 2 : at + 1;
    }

    private void copy(byte[] in, int from, int to) {
        System.arraycopy(in, from, out, length, to - from);
        length += to - from;
    }

    private void crlf() {
        out[length++] = '\r';
        out[length++] = '\n';
        atLineStart = true;
    }

    /** The index of the first CR or LF, looked for eight octets at a time; {@code end} if there is none. */
    private static int endOfLine(byte[] in, int from, int end) {
        int at = from;
        while (end - at >= Long.BYTES) {
            long word = (long) LONG.get(in, at);
            long found = zeroBytes(word ^ EIGHT_CR) | zeroBytes(word ^ EIGHT_LF);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < end && in[at] != '\r' && in[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The high bit of the lowest octet that is zero; octets above it may be marked wrongly. */
    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }
}
