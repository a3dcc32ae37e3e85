package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.server.Replies;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whose turn it is to touch a connection's wire: its own thread's, or, while that waits for the client, of whoever ends the
 * connection from outside, for it is late or the listener closes. Safe for use by many threads.
 */
final class Turn {
    /** From WAITING_… to ENDING whoever ends a waiting connection from outside, else the thread. */
    private enum Whose {
        WORKING,
        WAITING_FOR_COMMAND,
        WAITING_FOR_CONTENT,
        ENDING
    }

    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");

    private final ClientWire wire;
    private final ConnectionThreads threads;
    private final AtomicReference<Whose> whose = new AtomicReference<>(Whose.WORKING);
    private final CountDownLatch lastWordsSaid = new CountDownLatch(1);
    private volatile boolean stopping;

    Turn(ClientWire wire, ConnectionThreads threads) {
        this.wire = wire;
        this.threads = threads;
    }

    /** Whether the connection is to end after the mail that it is in, if there is one. */
    boolean isStopping() {
        return stopping;
    }

    /** From now on the connection's thread waits for its client. */
    void waits(InputBuffer.Expecting expecting) {
        whose.set(expecting == InputBuffer.Expecting.CONTENT ? Whose.WAITING_FOR_CONTENT : Whose.WAITING_FOR_COMMAND);
        if (stopping) {
            shutDown(); // It was called while it was the thread's turn, and left this to the thread.
        }
    }

    /** The client has spoken. False if somebody else has the turn, who ends the connection. */
    boolean works() {
        Whose before = whose.get();
        return before != Whose.ENDING && whose.compareAndSet(before, Whose.WORKING);
    }

    /** Ends the connection if its client is late; called by {@link LateConnections}. */
    void endIfLate(long now) {
        if (wire.deadline().isLate(now)) {
            if (take(Whose.WAITING_FOR_COMMAND) || take(Whose.WAITING_FOR_CONTENT)) {
                end(Replies.TIMED_OUT);
            } else {
                wire.abort(); // It is stuck in a write or a handshake, or in its last words.
            }
        }
    }

    /**
     * Ends the connection: at once if it waits for a command, after the content and its reply if it is in a mail
     * (SRV-013).
     */
    void shutDown() {
        stopping = true;
        if (take(Whose.WAITING_FOR_COMMAND)) {
            end(Replies.SHUTTING_DOWN);
        }
    }

    private boolean take(Whose from) {
        return whose.compareAndSet(from, Whose.ENDING);
    }

    /** Last words of a connection whose own thread waits in a read. On a thread of their own: a write may block. */
    private void end(Reply reply) {
        wire.deadline().start(ClientWire.LAST_WORDS);
        try {
            threads.own(place -> lastWords(reply));
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.log(System.Logger.Level.DEBUG, "no thread for last words", e);
            wire.abort();
            lastWordsSaid.countDown();
        }
    }

    private void lastWords(Reply reply) {
        try {
            wire.sayAndClose(reply);
        } finally {
            lastWordsSaid.countDown();
        }
    }

    /** Waits until who has the turn has said the last words, if anybody else has it. */
    void awaitLastWords() {
        try {
            if (whose.get() == Whose.ENDING) {
                lastWordsSaid.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
