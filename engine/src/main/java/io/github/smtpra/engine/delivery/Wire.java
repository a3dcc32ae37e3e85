package io.github.smtpra.engine.delivery;

import io.github.smtpra.engine.thread.Deadlines;
import io.github.smtpra.engine.tls.PeerBinding;
import io.github.smtpra.protocol.client.Phase;
import io.github.smtpra.protocol.client.Security;
import io.github.smtpra.protocol.client.Security.Peer;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * The octets between us and a peer: TCP, later perhaps TLS, every step within its time. One thread connects, reads and
 * writes; {@link #cut} comes from any and makes whatever that thread waits for fail with the reason given.
 */
final class Wire {
    /** Replies are short; what is longer comes in pieces. */
    private static final int READ_BUFFER = 1024;

    private final Timeouts timeouts;
    private final Connector connector;
    private final Deadlines.Watch watch;
    private final Object lock = new Object();
    private Optional<String> cutReason = Optional.empty();

    /** TCP itself, also under TLS: closing a socket of TLS waits for a write that hangs. */
    private Socket tcp = new Socket();

    private Socket top = tcp;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private volatile String tls = "";
    private Optional<InetAddress> ownAddress = Optional.empty();
    private Optional<InetAddress> peerAddress = Optional.empty();
    private Optional<SSLSession> session = Optional.empty();
    private Optional<IOException> handshakeTrouble = Optional.empty();

    /** What is to be closed to end whatever is under way; guarded by {@code lock}. */
    private Closeable underWay = tcp;

    Wire(Link link) {
        this.timeouts = link.timeouts();
        this.watch = link.deadlines().watch(this::cut);
        this.connector = link.connector();
    }

    /** Connects to that address of {@code relay} that answers first (RFC 5321 §5.1: all are tried; CLI-040, CLI-048). */
    void connect(Relay relay) throws IOException {
        try {
            ConnectionRace race = connector.race(relay, timeouts.connect());
            begin(race);
            use(connected(race.run()));
            connector.absent().met(relay.toString());
        } catch (IOException e) {
            throw missed(relay, e);
        }
    }

    private IOException missed(Relay relay, IOException e) {
        synchronized (lock) {
            if (cutReason.isEmpty()) {
                connector.absent().missed(relay.toString());
            }
        }
        return withReason(e);
    }

    private void begin(ConnectionRace race) throws IOException {
        synchronized (lock) {
            underWay = race;
            failIfCut();
        }
    }

    private Socket connected(Socket socket) throws IOException {
        synchronized (lock) {
            tcp = socket;
            underWay = socket;
            if (cutReason.isPresent()) {
                closeQuietly(socket);
            }
            failIfCut();
        }
        // Each write is a whole group of commands or a block: nothing to be gained by waiting for more.
        socket.setTcpNoDelay(true);
        // A closed socket has forgotten.
        ownAddress = Optional.of(socket.getLocalAddress());
        peerAddress = Optional.of(socket.getInetAddress());
        return socket;
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
            session = Optional.of(socket.getSession());
            tls = words(socket.getSession(), peer);
            return new Security(PeerBinding.channel(socket.getSession()), peer);
        } catch (IOException e) {
            handshakeTrouble = Optional.of(withReason(e));
            throw withReason(e);
        } finally {
            watch.met();
        }
    }

    private static String words(SSLSession session, Peer peer) {
        return session.getProtocol() + " " + session.getCipherSuite() + " "
                + peer.name().toLowerCase(Locale.ROOT);
    }

    /** Protocol, cipher suite and how far the peer is known; empty without TLS. */
    String tls() {
        return tls;
    }

    /** The session of TLS, if there is one. */
    Optional<SSLSession> session() {
        return session;
    }

    /** Why there is none, if it was begun; a handshake that was cut off says so, and nothing of TLS. */
    Optional<IOException> handshakeTrouble() {
        return handshakeTrouble;
    }

    /** Our address, once the connection was made. */
    Optional<InetAddress> ownAddress() {
        return ownAddress;
    }

    Optional<InetAddress> peerAddress() {
        return peerAddress;
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

    /**
     * Reads until {@code taker} has enough. Lets others run first: what would be asked for at once is most often not there yet,
     * and to be put to sleep and woken costs more than the rest of the work. Nothing relies on it.
     */
    @SuppressWarnings("ThreadPriorityCheck")
    void read(Phase phase, Predicate<ByteBuffer> taker) throws IOException {
        byte[] buffer = new byte[READ_BUFFER];
        watch.begin("no reply (" + phase + ")", timeouts.reply(phase));
        try {
            int count;
            do {
                Thread.yield();
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
        Closeable current;
        synchronized (lock) {
            cutReason = cutReason.or(() -> Optional.of(reason));
            current = underWay;
        }
        closeQuietly(current);
    }

    /** Closes, TLS first (RFC 8446 §6.1: close_notify; CLI-073). */
    void close() {
        watch.begin("not closed", timeouts.reply(Phase.QUIT));
        closeQuietly(top);
        closeQuietly(tcp);
        watch.end();
    }

    private static void closeQuietly(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It is of no more use either way.
        }
    }
}
