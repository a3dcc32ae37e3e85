package io.github.smtpra.engine.listener;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds out when a client has heard the reply to its mail: by what it sends behind it.
 *
 * <p>A client that waits for each reply shows it with its next octets. One that pipelines had sent commands before the
 * reply was written, and more of them may be under way; it shows it with the content of its next mail, for which it
 * must have waited (RFC 2920 §3.1).
 */
final class HeardReply {
    /** What shows that the reply was heard. */
    enum Proof {
        NEXT_OCTETS,
        NEXT_CONTENT
    }

    private final List<Runnable> pending = new ArrayList<>(1);
    private Proof proof = Proof.NEXT_OCTETS;

    /**
     * A reply is on its way; {@code heard} is to be run when it has been heard. Replies come in order: what shows that
     * this one was heard shows it of those before.
     */
    void replied(Runnable heard, Proof needed) {
        pending.add(heard);
        proof = needed;
    }

    /** Octets have come in answer to what was sent. */
    void received(Proof shown) {
        if (shown == proof || shown == Proof.NEXT_CONTENT) {
            pending.forEach(Runnable::run);
            pending.clear();
        }
    }
}
