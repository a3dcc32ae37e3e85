package io.github.smtpra.protocol.mime;

import io.github.smtpra.api.smtp.BodyType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds out what octets content holds (RFC 2045 §2.7 to §2.9), whatever was said of it: 7-bit lines, 8-bit lines, or
 * anything. Most octets are looked at eight at a time. For one thread at a time.
 */
public final class ContentScan {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOWEST_PRINTABLE = 0x2020202020202020L;

    private long seen;
    private long lineLength;
    private boolean afterCr;
    private boolean binary;

    /** Takes the octets of {@code block} before {@code end}. */
    public void take(byte[] block, int end) {
        int i = 0;
        while (i < end) {
            if (end - i >= Long.BYTES && !afterCr && isPlain((long) LONGS.get(block, i))) {
                seen |= (long) LONGS.get(block, i);
                lineLength += Long.BYTES;
                i += Long.BYTES;
            } else {
                take(block[i++]);
            }
        }
    }

    /** Whether none of eight octets is a control: where high bits are set it may say no and be wrong. */
    private static boolean isPlain(long word) {
        return ((word - LOWEST_PRINTABLE) & ~word & HIGH_BITS) == 0;
    }

    private void take(byte octet) {
        seen |= octet;
        binary |= octet == 0 || afterCr != (octet == '\n');
        if (octet == '\n') {
            binary |= lineLength > BodyFacts.MAX_LINE;
            lineLength = 0;
        } else if (octet != '\r') {
            lineLength++;
        }
        afterCr = octet == '\r';
    }

    /** The class of all that was taken. */
    public BodyType type() {
        if (binary || afterCr || lineLength > BodyFacts.MAX_LINE) {
            return BodyType.BINARY_MIME;
        }
        return (seen & HIGH_BITS) != 0 ? BodyType.EIGHT_BIT_MIME : BodyType.SEVEN_BIT;
    }
}
