package io.github.smtpra.rar.management;

import java.io.ByteArrayOutputStream;

/** Keeps the first octets that are written, and drops the rest. For one thread. */
final class Head extends ByteArrayOutputStream {
    private static final int MOST = 1_000_000;

    private final int limit;

    Head(int limit) {
        this.limit = Math.max(0, Math.min(limit, MOST));
    }

    @Override
    public synchronized void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] octets, int offset, int length) {
        super.write(octets, offset, Math.min(length, limit - size()));
    }
}
