package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.tls.ServerTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * The octets between us and a client: TCP, perhaps under TLS, with what has come and is not read yet, and the replies that
 * are not sent yet. One thread at a time uses it; {@link #abort} and {@link #sayAndClose} come from others.
 */
final class ClientWire {
    /** What has come of an attempt to read. */
    enum Heard {
        OCTETS,
        /** Nothing, for as long as was to be waited. */
        NOTHING,
        END
    }

    /** How long the last reply may take to be written, once a connection is ended. */
    static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private static final Duration HANDSHAKE = Duration.ofMinutes(1);

    /** RFC 5321 §4.1.1.10: behind the reply to QUIT the client has nothing more to say. */
    private static final int CLOSING = 221;

    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");

    private final InputBuffer input = new InputBuffer();
    private final ReplyBuffer replies = new ReplyBuffer();
    private final Deadline deadline;
    private final Socket tcp;
    private volatile Socket top;
    private int timeLimit;
    private int lastCode;

    ClientWire(Socket tcp, Deadline deadline) {
        this.tcp = tcp;
        this.top = tcp;
        this.deadline = deadline;
    }

    Socket tcp() {
        return tcp;
    }

    InetSocketAddress peer() {
        return (InetSocketAddress) tcp.getRemoteSocketAddress();
    }

    /** What is due of the client, or of a write to it. */
    Deadline deadline() {
        return deadline;
    }

    /** What has come and is not read yet. */
    ByteBuffer received() {
        return input.octets();
    }

    boolean isSecured() {
        return top != tcp;
    }

    /**
     * Waits for octets, no longer than {@code patience}; zero is for ever. All that came before has been used. Lets others run first: what would be asked for at once
     * is most often not there yet, and to be put to sleep and woken costs more than all the rest of the work. Nothing relies on
     * it.
     */
    @SuppressWarnings("ThreadPriorityCheck")
    Heard hear(InputBuffer.Expecting expecting, Duration patience) throws IOException {
        limitTime((int) patience.toMillis());
        Thread.yield();
        try {
            return input.fill(top.getInputStream(), expecting) ? Heard.OCTETS : Heard.END;
        } catch (SocketTimeoutException e) {
            return Heard.NOTHING;
        }
    }

    private void limitTime(int millis) throws IOException {
        if (millis != timeLimit) {
            top.setSoTimeout(millis);
            timeLimit = millis;
        }
    }

    /** With TLS, octets may wait in the socket below it, too. */
    boolean hasMoreArrived() throws IOException {
        return !input.isEmpty()
                || tcp.getInputStream().available() > 0
                || isSecured() && top.getInputStream().available() > 0;
    }

    void say(Reply reply) {
        replies.add(reply);
        lastCode = reply.code();
    }

    /** Sends what was said, within {@code time}. */
    void flush(Duration time) throws IOException {
        if (!replies.isEmpty()) {
            deadline.start(time);
            replies.flushTo(top.getOutputStream());
            deadline.stop();
        }
    }

    /** Puts TLS over the connection. What came in the clear behind the command is dropped (RFC 2920 §3.2(9); SRV-161, SRV-192). */
    SSLSession secure(ServerTls tls, Duration time) throws IOException {
        input.drop();
        flush(time);
        limitTime(0);
        deadline.start(time.compareTo(HANDSHAKE) < 0 ? time : HANDSHAKE);
        SSLSocket secured = tls.layerOver(tcp);
        secured.startHandshake(); // RFC 3207 §4 (SRV-193): text in its place ends the connection.
        // RFC 9325 §3.5 (SRV-197): a client does not negotiate anew; the only listener that hears of it ends the
        // connection.
        secured.addHandshakeCompletedListener(again -> abort());
        top = secured;
        deadline.stop();
        return secured.getSession();
    }

    /** Ends what we have said the last word of; that word must be heard (RFC 5321 §4.1.1.10; SRV-008). */
    void closeInOrder() throws IOException {
        flush(LAST_WORDS);
        if (lastCode != CLOSING || hasMoreArrived()) {
            limitTime(0);
            deadline.start(LAST_WORDS);
            LingeringClose.of(top, tcp);
        }
        close();
    }

    void close() {
        try {
            flush(LAST_WORDS);
            deadline.start(LAST_WORDS); // With TLS a close writes, and so may block (SRV-047).
            top.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "close", e);
        } finally {
            abort();
        }
    }

    /** Gives back what the connection has borrowed. */
    void release() {
        input.release();
    }

    /** Says {@code reply} and closes, while the connection's own thread waits in a read; by the one who has won the turn. */
    void sayAndClose(Reply reply) {
        try {
            top.getOutputStream().write(ReplyBuffer.octets(reply));
            top.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "last words", e);
        } finally {
            abort();
        }
    }

    /** Closes without a word. */
    void abort() {
        deadline.stop();
        try {
            tcp.close(); // Not the TLS socket: closing that in good order may block.
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "abort", e);
        }
    }
}
