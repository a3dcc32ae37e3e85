package io.github.smtpra.engine.delivery;

import io.github.smtpra.protocol.data.DotStuffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Streams content to a peer, block by block: memory is flat whatever a mail's size. The last block and the final dot leave
 * in one write. What is sent is what was given: relaying adds no Return-Path, and looks for none (RFC 5321 §4.4; SRV-135).
 * For one thread at a time.
 */
final class ContentSender {
    private static final int BLOCK = 64 * 1024;
    private static final int SMALL_BLOCK = 4 * 1024;

    private final Wire wire;
    private final DotStuffer stuffer = new DotStuffer();
    private byte[] block = new byte[SMALL_BLOCK];

    ContentSender(Wire wire) {
        this.wire = wire;
    }

    /** What is to be done right before the final dot. */
    @FunctionalInterface
    interface BeforeFinalDot {
        void run() throws IOException;
    }

    /** The content can not be read, or the final dot not be noted: our own trouble, not the peer's. */
    static final class ContentUnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        ContentUnreadableException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Sends all of {@code content} and the final dot.
     *
     * @throws ContentUnreadableException if {@code content} or {@code beforeFinalDot} fails
     * @throws IOException if the peer does not take it
     */
    void send(MailContent content, BeforeFinalDot beforeFinalDot) throws IOException {
        try (InputStream in = open(content)) {
            int count = read(in);
            while (count == block.length) {
                wire.write(stuffer.encode(ByteBuffer.wrap(block)));
                useLargeBlock();
                count = read(in);
            }
            run(beforeFinalDot);
            wire.write(stuffer.encodeLast(ByteBuffer.wrap(block, 0, count)));
        }
    }

    /** Most mails are small; a connection that has seen a large one has the buffer for the next. */
    private void useLargeBlock() {
        if (block.length < BLOCK) {
            block = new byte[BLOCK];
        }
    }

    private static InputStream open(MailContent content) throws ContentUnreadableException {
        try {
            return content.open();
        } catch (IOException e) {
            throw new ContentUnreadableException(e);
        }
    }

    private int read(InputStream in) throws ContentUnreadableException {
        try {
            return in.readNBytes(block, 0, block.length);
        } catch (IOException e) {
            throw new ContentUnreadableException(e);
        }
    }

    private static void run(BeforeFinalDot beforeFinalDot) throws ContentUnreadableException {
        try {
            beforeFinalDot.run();
        } catch (IOException e) {
            throw new ContentUnreadableException(e);
        }
    }
}
