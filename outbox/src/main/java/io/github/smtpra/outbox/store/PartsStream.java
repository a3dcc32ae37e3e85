package io.github.smtpra.outbox.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/** A content, read part by part, one in memory at a time. For one thread. */
final class PartsStream extends InputStream {
    private final ContentParts.PartReader parts;
    private byte[] current = new byte[0];
    private int at;
    private long next;

    PartsStream(ContentParts.PartReader parts) {
        this.parts = parts;
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : current[at++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, into, offset, count);
        at += count;
        return count;
    }

    private boolean isAtEnd() throws IOException {
        if (at == current.length && next >= 0) {
            Optional<byte[]> part = parts.read(next);
            current = part.orElse(new byte[0]);
            at = 0;
            next = part.isPresent() ? next + 1 : -1;
        }
        return at == current.length;
    }
}
