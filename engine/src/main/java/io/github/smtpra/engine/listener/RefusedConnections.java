package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections that were refused at the door. They hear why, and stay open a moment more: a close over octets that nobody
 * has read resets the connection, and a client that has spoken first would never hear the reply. Filled by the acceptor,
 * emptied by the timer; bounded, so a flood costs no more than its newest.
 */
final class RefusedConnections implements AutoCloseable {
    private static final int MAX = 256;
    private static final long KEPT_NANOS = Duration.ofSeconds(2).toNanos();
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");

    private record Refused(Socket socket, long until) {}

    private final ArrayBlockingQueue<Refused> waiting = new ArrayBlockingQueue<>(MAX);
    private final LongSupplier nanoTime;

    RefusedConnections(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Says {@code reply} (RFC 5321 §3.8). The buffer of a new socket takes the line, so this does not block. */
    void add(Socket socket, Reply reply) throws IOException {
        socket.getOutputStream().write(ReplyBuffer.octets(reply));
        socket.shutdownOutput();
        Refused refused = new Refused(socket, nanoTime.getAsLong() + KEPT_NANOS);
        while (!waiting.offer(refused)) {
            close(waiting.poll());
        }
    }

    /** Closes those whose time is over. */
    void closeOld(long now) {
        for (Refused next = waiting.peek(); next != null && now - next.until() >= 0; next = waiting.peek()) {
            if (waiting.remove(next)) {
                close(next);
            }
        }
    }

    private static void close(@Nullable Refused refused) {
        if (refused != null) {
            try {
                refused.socket().close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.TRACE, "close", e);
            }
        }
    }

    @Override
    public void close() {
        for (Refused next = waiting.poll(); next != null; next = waiting.poll()) {
            close(next);
        }
    }
}
