package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.data.DataReader;
import io.github.smtpra.protocol.data.TraceCounter;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The content of one mail on its way in. What is found wrong with it is said at its end and not before: the client is
 * not listening, and what follows in the pipe would be read as commands.
 */
final class ContentPhase {
    /** RFC 5321 §6.3 asks for a threshold of 100 at least. */
    private static final int MAX_RECEIVED_FIELDS = 100;

    private final DataReader reader = new DataReader();
    private final TraceCounter trace = new TraceCounter();
    private final long maxSize;
    private long size;

    ContentPhase(long maxSize) {
        this.maxSize = maxSize;
    }

    boolean isAtEnd() {
        return reader.isAtEnd();
    }

    /** Why the content is refused, if it is: once refused, it stays so. The reason may change until the end. */
    Optional<Reply> refusal() {
        if (maxSize > 0 && size > maxSize) {
            return Optional.of(Replies.TOO_BIG);
        }
        if (reader.isAmbiguous()) {
            return Optional.of(Replies.AMBIGUOUS_CONTENT);
        }
        return trace.count() > MAX_RECEIVED_FIELDS ? Optional.of(Replies.LOOP) : Optional.empty();
    }

    /** The next piece of the content, possibly empty. */
    ByteBuffer read(ByteBuffer input) {
        ByteBuffer piece = reader.read(input);
        // RFC 1870 §4: CRLFs count, the dots of transparency do not.
        size += piece.remaining();
        trace.look(piece);
        return piece;
    }
}
