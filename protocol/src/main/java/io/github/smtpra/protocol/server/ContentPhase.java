package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.data.ChunkReader;
import io.github.smtpra.protocol.data.ContentReader;
import io.github.smtpra.protocol.data.DataReader;
import io.github.smtpra.protocol.data.TraceCounter;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of one mail on its way in. What is found wrong with it is said at its end and not before: the client is
 * not listening, and what follows in the pipe would be read as commands (SRV-153).
 */
final class ContentPhase {
    /** RFC 5321 §6.3 asks for a threshold of 100 at least (SRV-120). */
    private static final int MAX_RECEIVED_FIELDS = 100;

    private final ContentReader reader;
    private final TraceCounter trace = new TraceCounter();
    private final long maxSize;
    private final @Nullable Reply refusedBefore;
    private long size;
    private boolean abandoned;

    private ContentPhase(ContentReader reader, long maxSize, @Nullable Reply refusedBefore) {
        this.reader = reader;
        this.maxSize = maxSize;
        this.refusedBefore = refusedBefore;
    }

    /** Content behind DATA. */
    static ContentPhase ofData(long maxSize) {
        return new ContentPhase(new DataReader(), maxSize, null);
    }

    /** Content in the chunks of BDAT. */
    static ContentPhase ofChunks(BodyType body, long maxSize) {
        ChunkReader.Kind kind = body == BodyType.BINARY_MIME ? ChunkReader.Kind.BINARY : ChunkReader.Kind.TEXT;
        return new ContentPhase(new ChunkReader(kind), maxSize, null);
    }

    /** A chunk that is thrown away. */
    static ContentPhase thrownAway(Reply refusal) {
        ContentPhase phase = new ContentPhase(new ChunkReader(ChunkReader.Kind.BINARY), 0, refusal);
        phase.abandoned = true; // There is nothing that the shell could forget.
        return phase;
    }

    /** A chunk of {@code octets} comes next. */
    void beginChunk(long octets) {
        ((ChunkReader) reader).begin(octets);
    }

    /** Ends the last chunk; gives the line end that it lacks. */
    ByteBuffer endLastChunk() {
        return counted(((ChunkReader) reader).end());
    }

    boolean isAtEnd() {
        return reader.isAtEnd();
    }

    /**
     * Why the content is refused, if it is (SRV-118): once refused, it stays so. The reason may change until the end.
     */
    Optional<Reply> refusal() {
        if (refusedBefore != null) {
            return Optional.of(refusedBefore);
        }
        // RFC 1870 §4, §6.3 (SRV-153, SRV-175)
        if (maxSize > 0 && size > maxSize) {
            return Optional.of(Replies.TOO_BIG);
        }
        // Other mailers may see an end in it (SRV-112)
        if (reader.isAmbiguous()) {
            return Optional.of(Replies.AMBIGUOUS_CONTENT);
        }
        return trace.count() > MAX_RECEIVED_FIELDS ? Optional.of(Replies.LOOP) : Optional.empty();
    }

    /** Whether the shell has yet to forget what it has of refused content; true once. */
    boolean mustBeAbandoned() {
        boolean must = !abandoned && refusal().isPresent();
        abandoned |= must;
        return must;
    }

    /** The next piece of the content, possibly empty. */
    ByteBuffer read(ByteBuffer input) {
        return counted(reader.read(input));
    }

    private ByteBuffer counted(ByteBuffer piece) {
        // RFC 1870 §4 (SRV-153): CRLFs count, the dots of transparency do not.
        size += piece.remaining();
        trace.look(piece);
        return piece;
    }
}
