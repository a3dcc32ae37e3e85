package io.github.smtpra.engine.listener;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/**
 * Ends a connection whose client may still be sending: a close over octets that nobody has read resets the connection, and
 * the client would lose our last reply. So we say that we have ended (RFC 5321 §3.8; SRV-010), and throw away what comes, up to a bound, until the
 * client closes. The deadline of the connection ends the wait.
 */
final class LingeringClose {
    private static final int MOST_THROWN_AWAY = 1 << 20;
    private static final int BLOCK = 8 * 1024;

    private LingeringClose() {}

    /**
     * Lingers; closes nothing.
     *
     * @param socket what the session speaks through
     * @param raw the TCP connection, which is another if there is TLS
     */
    static void of(Socket socket, Socket raw) throws IOException {
        if (socket instanceof SSLSocket) {
            socket.shutdownOutput(); // close_notify (RFC 5321 §4.1.1.10; SRV-047)
        }
        if (!raw.isOutputShutdown()) {
            raw.shutdownOutput();
        }
        InputStream in = raw.getInputStream();
        byte[] thrownAway = new byte[BLOCK];
        int left = MOST_THROWN_AWAY;
        for (int length = in.read(thrownAway); length >= 0 && left > 0; length = in.read(thrownAway)) {
            left -= length;
        }
    }
}
