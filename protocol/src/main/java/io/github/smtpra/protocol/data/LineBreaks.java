package io.github.smtpra.protocol.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds CR and LF, eight octets at a time. */
public final class LineBreaks {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** CR is 13, LF is 10: what is not below 14 is neither. */
    private static final long ABOVE_CR = ONES * 14;

    private LineBreaks() {}

    /** The place of the first CR or LF in {@code octets} from {@code from} on, or {@code to} if there is none. */
    public static int indexOf(byte[] octets, int from, int to) {
        int i = from;
        while (true) {
            i = indexOfLow(octets, i, to);
            if (i >= to || octets[i] == '\r' || octets[i] == '\n') {
                return i;
            }
            i++;
        }
    }

    /** The place of the first octet from 0 to 13. */
    private static int indexOfLow(byte[] octets, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONGS.get(octets, i);
            // The lowest high bit set here belongs to the first octet below 14; higher ones may be borrowed.
            long low = (word - ABOVE_CR) & ~word & HIGH_BITS;
            if (low != 0) {
                return i + (Long.numberOfTrailingZeros(low) >>> 3);
            }
        }
        while (i < to && (octets[i] < 0 || octets[i] > '\r')) {
            i++;
        }
        return i;
    }
}
