package io.github.smtpra.protocol.client;

import io.github.smtpra.protocol.data.ContentForm;
import java.nio.ByteBuffer;
import java.util.List;

/** What the shell around a {@link ClientEngine} has to do next. */
public sealed interface ClientAction {
    /** Write {@code bytes}, all in one write. */
    record Send(ByteBuffer bytes) implements ClientAction {}

    /** Read, and hand what came to {@link ClientEngine#receive} until a reply is complete, within the phase's time-out. */
    record AwaitReply(Phase phase) implements ClientAction {}

    /**
     * Write the mail's content, dot-stuffed; call {@link ClientEngine#finalDot()} right before the final dot is written.
     * Another mail may then {@linkplain ClientEngine#follow follow} in the same write.
     *
     * @param accepted the places in {@link OutgoingMail#recipients()} of those that the content goes to
     */
    record SendContent(List<Integer> accepted) implements ClientAction {
        /** Copies the list. */
        public SendContent {
            accepted = List.copyOf(accepted);
        }
    }

    /**
     * Find out how the mail's content can be given {@code form}, and call {@link ClientEngine#fitted}; its content goes in
     * that form then. Or call {@link ClientEngine#unfit}.
     */
    record Fit(ContentForm form) implements ClientAction {}

    /**
     * Read a chunk of the mail's content, as long as suits; call {@link ClientEngine#chunk} or, if no more follows,
     * {@link ClientEngine#lastChunk}, and write what that returns and the octets, as they are, behind it.
     *
     * @param accepted the places in {@link OutgoingMail#recipients()} of those that the content goes to
     */
    record SendChunk(List<Integer> accepted) implements ClientAction {
        /** Copies the list. */
        public SendChunk {
            accepted = List.copyOf(accepted);
        }
    }

    /** Do the TLS handshake, then call {@link ClientEngine#tlsStarted()} or {@link ClientEngine#failed}. */
    record StartTls() implements ClientAction {}

    /**
     * The mail is over; one result for each of {@link OutgoingMail#recipients()}, in order.
     *
     * @param reached how far the session came with this mail: what failed before speaks of the peer, not of the mail
     */
    record Finished(List<RecipientResult> results, Reached reached) implements ClientAction {
        /** Copies the list. */
        public Finished {
            results = List.copyOf(results);
        }
    }

    /** Nothing to do until {@link ClientEngine#send} or {@link ClientEngine#quit}. */
    record Ready() implements ClientAction {}

    /** Close the connection. Nothing follows. */
    record Close() implements ClientAction {}

    /** How far a session came. */
    enum Reached {
        /** Nowhere, or not through greeting, EHLO and TLS. */
        NOTHING,
        /** To AUTH, which failed: trying again soon may lock the account. */
        AUTHENTICATION,
        /** The session was ready, but ended before the peer answered MAIL: on a connection used before it was stale. */
        SESSION,
        /** The peer answered MAIL, or what it offers ruled the mail out. */
        MAIL
    }
}
