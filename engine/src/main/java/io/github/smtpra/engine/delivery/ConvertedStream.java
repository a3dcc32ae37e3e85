package io.github.smtpra.engine.delivery;

import io.github.smtpra.protocol.mime.Conversion;
import io.github.smtpra.protocol.mime.UnfitException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Converts content while it is read; memory is that of some blocks. For one thread at a time. */
final class ConvertedStream extends InputStream {
    private static final int BLOCK = 16 * 1024;

    private final InputStream in;
    private final Conversion conversion;
    private final byte[] block = new byte[BLOCK];
    private ByteBuffer converted = ByteBuffer.allocate(0);
    private boolean ended;

    ConvertedStream(InputStream in, Conversion conversion) {
        this.in = in;
        this.conversion = conversion;
    }

    @Override
    public int read() throws IOException {
        return fill() ? converted.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0 || !fill()) {
            return length == 0 ? 0 : -1;
        }
        int count = Math.min(length, converted.remaining());
        converted.get(into, offset, count);
        return count;
    }

    /** Whether there is something to read. */
    private boolean fill() throws IOException {
        try {
            while (!converted.hasRemaining() && !ended) {
                int count = in.read(block);
                ended = count < 0;
                converted = ended ? conversion.finish() : conversion.take(ByteBuffer.wrap(block, 0, count));
            }
        } catch (UnfitException e) {
            throw new IOException(e.reason(), e);
        }
        return converted.hasRemaining();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
