package io.github.smtpra.engine.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * The content of one mail, read block by block; knows when a block is the last. For one thread, from its first block to
 * {@link #close()}.
 */
final class ContentSource implements Closeable {
    private final InputStream in;
    private byte[] block = new byte[0];
    private int count;

    /** The octet behind the block, or what {@link InputStream#read()} says at the end. */
    private int ahead;

    /** The content can not be read, or the final dot not be noted: our own trouble, not the peer's. */
    static final class ContentUnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        ContentUnreadableException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private ContentSource(InputStream in) {
        this.in = in;
    }

    static ContentSource open(MailContent content) throws ContentUnreadableException {
        try {
            ContentSource source = new ContentSource(content.open());
            source.ahead = source.in.read();
            return source;
        } catch (IOException e) {
            throw new ContentUnreadableException(e);
        }
    }

    /** Fills {@code into}, unless the content ends before. */
    void read(byte[] into) throws ContentUnreadableException {
        block = into;
        count = 0;
        if (ahead < 0) {
            return;
        }
        try {
            block[0] = (byte) ahead;
            count = 1 + in.readNBytes(block, 1, block.length - 1);
            ahead = in.read();
        } catch (IOException e) {
            throw new ContentUnreadableException(e);
        }
    }

    /** How many octets the block has. */
    int count() {
        return count;
    }

    /** Whether nothing follows the block. */
    boolean isLast() {
        return ahead < 0;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // What was to be read has been read, or has failed before.
        }
    }
}
