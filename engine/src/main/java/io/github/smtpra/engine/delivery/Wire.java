package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.thread.Deadlines;
import io.github.smtpra.engine.tls.PeerBinding;
import io.github.smtpra.protocol.client.Phase;
import io.github.smtpra.protocol.client.Security;
import io.github.smtpra.protocol.client.Security.Peer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocket;

/**
 * The octets between us and a peer: TCP, later perhaps TLS, every step within its time. One thread connects, reads and
 * writes; {@link #cut} comes from any and makes whatever that thread waits for fail with the reason given.
 */
final class Wire {
    /** Replies are short; what is longer comes in pieces. */
    private static final int READ_BUFFER = 1024;

    private static final Duration SHORT_CONNECT = Duration.ofSeconds(2);

    private final Timeouts timeouts;
    private final Deadlines.Watch watch;
    private final Object lock = new Object();
    private Optional<String> cutReason = Optional.empty();

    /** TCP itself, also under TLS: closing a socket of TLS waits for a write that hangs. */
    private Socket tcp = new Socket();

    private Socket top = tcp;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();

    Wire(Timeouts timeouts, Deadlines deadlines) {
        this.timeouts = timeouts;
        this.watch = deadlines.watch(this::cut);
    }

    /** Connects to the first address of {@code relay} that answers (RFC 5321 §5.1: all are tried; CLI-040, CLI-048). */
    void connect(Relay relay) throws IOException {
        IOException last = new IOException("no address");
        List<InetAddress> addresses = relay.addresses().list();
        for (int i = 0; i < addresses.size(); i++) {
            try {
                connect(new InetSocketAddress(addresses.get(i), relay.port()), patience(addresses.size() - i));
                return;
            } catch (IOException e) {
                last = withReason(e);
            }
        }
        throw last;
    }

    /** RFC 8305 §5: an address that does not answer does not hold up the next one, of the other family perhaps (CLI-048). */
    private Duration patience(int addressesLeft) {
        Duration all = timeouts.connect();
        return addressesLeft == 1 || all.compareTo(SHORT_CONNECT) < 0 ? all : SHORT_CONNECT;
    }

    private void connect(InetSocketAddress address, Duration patience) throws IOException {
        open(new Socket());
        tcp.connect(address, (int) patience.toMillis());
        // Each write is a whole group of commands or a block: nothing to be gained by waiting for more.
        tcp.setTcpNoDelay(true);
        use(tcp);
    }

    private void open(Socket socket) throws IOException {
        tcp.close();
        synchronized (lock) {
            tcp = socket;
            top = socket;
            failIfCut();
        }
    }

    private void failIfCut() throws IOException {
        if (cutReason.isPresent()) {
            throw new IOException(cutReason.get());
        }
    }

    private void use(Socket socket) throws IOException {
        top = socket;
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Puts TLS over the connection; returns what that gives. */
    Security startTls(Relay relay) throws IOException {
        watch.begin("no TLS", timeouts.handshake());
        try {
            SSLSocket socket = relay.tls().handshake(tcp, relay.host());
            use(socket);
            Peer peer = relay.tls().isVerified() ? Peer.VERIFIED : Peer.UNVERIFIED;
            return new Security(PeerBinding.channel(socket.getSession()), peer);
        } catch (IOException e) {
            throw withReason(e);
        } finally {
            watch.met();
        }
    }

    /** Writes all of {@code octets}, which must have an array, at once. */
    void write(ByteBuffer octets) throws IOException {
        watch.begin("nothing taken", timeouts.block());
        try {
            out.write(octets.array(), octets.arrayOffset() + octets.position(), octets.remaining());
            out.flush();
        } catch (IOException e) {
            throw withReason(e);
        } finally {
            watch.met();
        }
    }

    /** Writes all of {@code pieces} at once: several small writes would be as many packets. */
    void write(ByteBuffer... pieces) throws IOException {
        ByteBuffer joined = ByteBuffer.allocate(
                Arrays.stream(pieces).mapToInt(ByteBuffer::remaining).sum());
        Arrays.stream(pieces).forEach(joined::put);
        write(joined.flip());
    }

    /** Reads until {@code taker} has enough. */
    void read(Phase phase, Predicate<ByteBuffer> taker) throws IOException {
        byte[] buffer = new byte[READ_BUFFER];
        watch.begin("no reply (" + phase + ")", timeouts.reply(phase));
        try {
            int count;
            do {
                count = in.read(buffer);
                // (CLI-073)
                if (count < 0) {
                    throw new EOFException("the peer closed the connection");
                }
            } while (!taker.test(ByteBuffer.wrap(buffer, 0, count)));
        } catch (IOException e) {
            throw withReason(e);
        } finally {
            watch.met();
        }
    }

    /** A closed socket says no more than that it is closed: who closed it knows why. */
    private IOException withReason(IOException e) {
        synchronized (lock) {
            return cutReason.map(reason -> new IOException(reason, e)).orElse(e);
        }
    }

    /** Ends the connection, now, from any thread. The first reason counts. */
    void cut(String reason) {
        Socket socket;
        synchronized (lock) {
            cutReason = cutReason.or(() -> Optional.of(reason));
            socket = tcp;
        }
        closeQuietly(socket);
    }

    /** Closes, TLS first (RFC 8446 §6.1: close_notify; CLI-073). */
    void close() {
        watch.begin("not closed", timeouts.reply(Phase.QUIT));
        closeQuietly(top);
        closeQuietly(tcp);
        watch.end();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no more use either way.
        }
    }
}
