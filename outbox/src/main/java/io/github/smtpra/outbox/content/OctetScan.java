package io.github.smtpra.outbox.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at octets eight at a time. */
final class OctetScan {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private OctetScan() {}

    /** Whether an octet of {@code from} to {@code to} is above 127. */
    static boolean hasEighthBit(byte[] octets, int from, int to) {
        long seen = 0;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            seen |= word(octets, i);
        }
        for (; i < to; i++) {
            seen |= octets[i];
        }
        return (seen & HIGH_BITS) != 0;
    }

    /** The index of the first CR or LF of {@code from} to {@code to}, or {@code to}. */
    static int indexOfLineOctet(byte[] octets, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES && !hasLineOctet(word(octets, i))) {
            i += Long.BYTES;
        }
        while (i < to && octets[i] != '\r' && octets[i] != '\n') {
            i++;
        }
        return i;
    }

    private static long word(byte[] octets, int index) {
        return (long) WORDS.get(octets, index);
    }

    private static boolean hasLineOctet(long word) {
        return hasZero(word ^ ONES * '\r') || hasZero(word ^ ONES * '\n');
    }

    /** Exact as an answer for the whole word: Warren, Hacker's Delight, §6-1. */
    private static boolean hasZero(long word) {
        return (word - ONES & ~word & HIGH_BITS) != 0;
    }
}
