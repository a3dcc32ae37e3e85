package io.github.smtpra.engine.listener;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * What a connection has received and not read yet. Small while the client sends commands, so that an idle connection
 * costs little; large, and borrowed, while it sends more.
 */
final class InputBuffer {
    private static final int SMALL = 512;
    private static final int LARGE = 64 * 1024;
    private static final ArrayBlockingQueue<byte[]> POOL = new ArrayBlockingQueue<>(64);

    /** How much is expected. */
    enum Expecting {
        COMMANDS,
        CONTENT
    }

    private final byte[] small = new byte[SMALL];
    private ByteBuffer buffer = ByteBuffer.wrap(small).limit(0);

    ByteBuffer octets() {
        return buffer;
    }

    boolean isEmpty() {
        return !buffer.hasRemaining();
    }

    /** Forgets what was received (RFC 3207 §4.2; SRV-161, SRV-192). */
    void drop() {
        buffer.limit(0);
    }

    /**
     * Reads what there is; everything received before has been used.
     *
     * @return false at the end of the stream
     */
    boolean fill(InputStream in, Expecting expecting) throws IOException {
        boolean wasMuch = buffer.limit() >= SMALL;
        resize(expecting == Expecting.CONTENT || wasMuch);
        byte[] octets = buffer.array();
        int length = in.read(octets, 0, octets.length);
        buffer.clear().limit(Math.max(length, 0));
        return length >= 0;
    }

    private void resize(boolean large) {
        if (large == (buffer.capacity() == LARGE)) {
            return;
        }
        if (large) {
            byte[] pooled = POOL.poll();
            buffer = ByteBuffer.wrap(pooled != null ? pooled : new byte[LARGE]);
        } else {
            release();
        }
    }

    /** Gives a large buffer back. */
    void release() {
        if (buffer.capacity() == LARGE) {
            POOL.offer(buffer.array());
            buffer = ByteBuffer.wrap(small).limit(0);
        }
    }
}
