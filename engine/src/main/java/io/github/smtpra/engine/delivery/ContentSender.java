package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.delivery.ContentSource.ContentUnreadableException;
import io.github.smtpra.protocol.client.ClientEngine;
import io.github.smtpra.protocol.data.DotStuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Streams content to a peer, block by block: memory is flat whatever a mail's size. The last block, the final dot and what
 * follows it leave in one write. For one thread at a time.
 */
final class ContentSender {
    private static final int BLOCK = 64 * 1024;
    private static final int SMALL_BLOCK = 4 * 1024;

    /** Each chunk has a reply, which is waited for at last one chunk later: a matter of distance more than of memory. */
    private static final int CHUNK = 256 * 1024;

    private final Wire wire;
    private final ClientEngine engine;
    private final DotStuffer stuffer = new DotStuffer();
    private byte[] block = new byte[SMALL_BLOCK];
    private Optional<ContentSource> chunks = Optional.empty();

    ContentSender(Wire wire, ClientEngine engine) {
        this.wire = wire;
        this.engine = engine;
    }

    /** The end of the content, as the connection sees it. */
    interface End {
        /** It is about to go out: from here on the mail may arrive. */
        void begins() throws IOException;

        /** The commands that go right behind it. */
        ByteBuffer behind();
    }

    /**
     * Sends all of {@code content} and the final dot (RFC 5321 §4.1.1.4; CLI-012).
     *
     * @throws ContentUnreadableException if {@code content} or {@code end} fails
     * @throws IOException if the peer does not take it
     */
    void send(MailContent content, End end) throws IOException {
        try (ContentSource source = ContentSource.open(content)) {
            source.read(block);
            while (!source.isLast()) {
                wire.write(stuffer.encode(ByteBuffer.wrap(block, 0, source.count())));
                useLargeBlock(BLOCK);
                source.read(block);
            }
            begin(end);
            engine.finalDot();
            wire.write(stuffer.encodeLast(ByteBuffer.wrap(block, 0, source.count())), end.behind());
        }
    }

    /**
     * Sends the next chunk of {@code content} (RFC 3030 §2; CLI-017): its octets are counted when they have been read, so
     * that the count is exact whatever was thought to be the size.
     */
    void sendChunk(MailContent content, End end) throws IOException {
        ContentSource source = chunks.isPresent() ? chunks.get() : openChunks(content);
        useLargeBlock(CHUNK);
        source.read(block);
        ByteBuffer octets = ByteBuffer.wrap(block, 0, source.count());
        if (source.isLast()) {
            begin(end);
            wire.write(engine.lastChunk(source.count()), octets, end.behind());
        } else {
            wire.write(engine.chunk(source.count()), octets);
        }
    }

    private ContentSource openChunks(MailContent content) throws IOException {
        ContentSource source = ContentSource.open(content);
        chunks = Optional.of(source);
        return source;
    }

    /** The mail is over, however. */
    void mailOver() {
        chunks.ifPresent(ContentSource::close);
        chunks = Optional.empty();
    }

    /** Most mails are small; a connection that has seen a large one has the buffer for the next. */
    private void useLargeBlock(int size) {
        if (block.length < size) {
            block = new byte[size];
        }
    }

    private static void begin(End end) throws ContentUnreadableException {
        try {
            end.begins();
        } catch (IOException e) {
            throw new ContentUnreadableException(e);
        }
    }
}
