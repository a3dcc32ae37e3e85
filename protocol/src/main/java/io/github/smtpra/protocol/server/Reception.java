package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.Reply;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content that a session is receiving, behind DATA or in chunks: what of it the shell is to keep, and how it ends. Each method
 * gives the next action; {@link ServerEngine#NOTHING} is none.
 */
final class Reception {
    private final Session session;
    private final FinalReplies replies;

    /** The content being received now. */
    private @Nullable ContentPhase content;

    /** The chunk being received now; none while content comes behind DATA. */
    private @Nullable Chunk chunk;

    Reception(Session session, FinalReplies replies) {
        this.session = session;
        this.replies = replies;
    }

    /** Whether content is being received. */
    boolean isOn() {
        return content != null;
    }

    /** Whether it comes behind a 354, for which the client must have waited. */
    boolean wasWaitedFor() {
        return content != null && chunk == null;
    }

    /** What is being received is of no use any more. */
    void drop() {
        content = null;
    }

    /** RFC 3030 §2: the octets of a chunk are read whatever becomes of them (SRV-171, SRV-175). */
    Action begin(Chunk announced) {
        chunk = announced;
        if (announced.refusal() != null) {
            return receive(announced, ContentPhase.thrownAway(announced.refusal()));
        }
        return session.phase() == Phase.CHUNKS ? receive(announced, chunks()) : new Action.Open(session.mail());
    }

    /** The shell has answered {@link Action.Open}. */
    Action opened(Reply reply) {
        boolean open = reply.code() / 100 == 3;
        if (chunk != null) {
            return receive(chunk, open ? chunks() : ContentPhase.thrownAway(reply));
        }
        if (open) {
            content = ContentPhase.ofData(session.profile().maxSize());
            session.contentBegins();
        }
        return new Action.Send(reply);
    }

    private ContentPhase chunks() {
        return session.transaction().chunks(session.profile().maxSize());
    }

    private Action receive(Chunk announced, ContentPhase phase) {
        phase.beginChunk(announced.size());
        content = phase;
        return ServerEngine.NOTHING;
    }

    /** Goes on behind what is kept of an interrupted mail (RFC 1845 §3). */
    Action goOn(Checkpoint kept) {
        session.begin(kept.transaction());
        session.contentBegins();
        content = kept.content();
        return new Action.Send(Replies.transactionOffset(kept.content().size()));
    }

    /** What a later session needs to go on, if the client has asked for that (RFC 1845 §3). */
    Optional<Checkpoint> interrupted() {
        ContentPhase lost = content;
        if (lost == null || chunk != null || lost.refusal().isPresent()) {
            return Optional.empty();
        }
        MailTransaction mail = session.transaction();
        return mail.transactionId().map(id -> new Checkpoint(session.checkpointKey(id), mail, lost));
    }

    /** Reads on; only while content {@linkplain #isOn() is received}. */
    Action read(ByteBuffer input) throws Refusal {
        ContentPhase phase = content;
        if (phase == null) {
            throw new IllegalStateException("there is no content now");
        }
        while (input.hasRemaining() && !phase.isAtEnd()) {
            Action action = keep(phase, phase.read(input));
            if (action != ServerEngine.NOTHING) {
                return action;
            }
        }
        // RFC 5321 §4.1.1.4 (SRV-119, SRV-176)
        if (!phase.isAtEnd()) {
            return ServerEngine.AWAIT;
        }
        content = null;
        return chunk == null ? contentEnded(phase) : chunkEnded(phase, chunk);
    }

    private static Action keep(ContentPhase phase, ByteBuffer piece) {
        if (phase.mustBeAbandoned()) {
            return new Action.Abandon();
        }
        return piece.hasRemaining() && phase.refusal().isEmpty() ? new Action.Content(piece) : ServerEngine.NOTHING;
    }

    private Action contentEnded(ContentPhase phase) {
        Optional<Reply> refusal = phase.refusal().or(session::contentRefusal);
        return refusal.isPresent() ? replies.contentRefused(refusal.get()) : new Action.Deliver(session.mail());
    }

    private Action chunkEnded(ContentPhase phase, Chunk ended) throws Refusal {
        chunk = null;
        if (ended.refusal() != null) {
            throw new Refusal(ended.refusal());
        }
        if (phase.refusal().isPresent()) {
            // RFC 2033 §4.2 (SRV-312): a reply for each recipient only to the last chunk.
            Reply refusal = phase.refusal().get();
            return ended.isLast() ? replies.contentRefused(refusal) : replies.once(refusal);
        }
        if (!ended.isLast()) {
            session.chunkEnded();
            return new Action.Send(Replies.chunk(ended.size()));
        }
        Action rest = keep(phase, phase.endLastChunk());
        // What is kept now is followed by the end of the content, at the next call.
        content = rest == ServerEngine.NOTHING ? null : phase;
        return rest == ServerEngine.NOTHING ? contentEnded(phase) : rest;
    }
}
