package io.github.smtpra.engine.listener;

import io.github.smtpra.engine.authentication.CertificateSettings;
import io.github.smtpra.engine.authentication.Logins;
import io.github.smtpra.engine.tls.ServerTls;
import io.github.smtpra.protocol.server.Replies;
import io.github.smtpra.protocol.server.ServerRules;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * One bound port: accepts connections, counts them, ends them. One thread accepts and never waits for anything else
 * (OPS-004). {@link #close} frees the port and returns when every connection has gone.
 */
final class SmtpListener implements AutoCloseable {
    /** A burst of clients must not meet a full queue: a SYN that is dropped costs the client a second and more. */
    private static final int BACKLOG = 1024;

    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");

    private final ListenerParts parts;
    private final ServerSocket serverSocket;
    private final LateConnections lateConnections;
    private final Thread acceptor;
    private final ConcurrentHashMap<ClientNetwork, Integer> perClient = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Who serves a listener.
     *
     * @param handler decides on recipients and takes mails
     * @param contents where the content of a mail is put while it comes
     * @param logins knows the users
     */
    record Behind(MailHandler handler, Supplier<ArrivingContent> contents, Logins logins) {}

    private SmtpListener(ListenerParts parts, ServerSocket serverSocket) {
        this.parts = parts;
        this.serverSocket = serverSocket;
        String name = "smtp-ra-" + serverSocket.getLocalPort();
        this.lateConnections = new LateConnections(name + "-deadlines", parts.connections(), parts.nanoTime());
        this.acceptor = new Thread(this::accept, name + "-accept");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /**
     * Binds and begins to accept.
     *
     * @throws IOException if the address can not be bound
     */
    static SmtpListener open(ListenerSettings settings, Behind behind) throws IOException {
        ServerSocket socket = bound(settings);
        try {
            return new SmtpListener(parts(settings, behind, socket.getLocalPort()), socket);
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Comes first: no keys are made, and none are warned of, for a port that somebody else has. */
    private static ServerSocket bound(ListenerSettings settings) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(settings.address(), settings.port()), BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new IOException("can not listen on " + settings.where() + ": " + e.getMessage(), e);
        }
    }

    private static ListenerParts parts(ListenerSettings settings, Behind behind, int port) {
        ServerTls tls = settings.tls() == ListenerSettings.Tls.OFF
                ? ServerTls.none()
                : ServerTls.with(
                        settings.keys(),
                        settings.hostName(),
                        settings.authentication().sources().certificates().map(CertificateSettings::trust));
        return new ListenerParts(
                settings,
                new ServerRules(settings.profile(behind.logins().rules(settings.hostName())), Clock.systemUTC()),
                tls,
                behind.handler(),
                behind.logins(),
                new ConnectionThreads("smtp-ra-" + port),
                ConcurrentHashMap.newKeySet(),
                behind.contents(),
                Clock.systemUTC(),
                System::nanoTime);
    }

    int port() {
        return serverSocket.getLocalPort();
    }

    private void accept() {
        while (!closed) {
            try {
                take(serverSocket.accept());
            } catch (IOException e) {
                if (!closed) {
                    // Out of file handles, say: it passes, and the listener must outlive it.
                    LOG.log(System.Logger.Level.WARNING, "SMTPRA008 A connection could not be accepted", e);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                }
            }
        }
    }

    /** A client that resets at once, or a lack of threads, ends this connection and none else. */
    private void take(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            begin(socket);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.log(System.Logger.Level.DEBUG, "connection lost before it began", e);
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "close", e);
        }
    }

    private void begin(Socket socket) throws IOException {
        // RFC 5321 §7.8 (OPS-003)
        ClientNetwork client = ClientNetwork.of(socket.getInetAddress());
        int fromClient = perClient.merge(client, 1, Integer::sum);
        if (parts.connections().size() >= parts.settings().limits().maxConnections()
                || fromClient > parts.settings().limits().maxConnectionsPerClient()) {
            left(client);
            refuse(socket);
            return;
        }
        Connection connection = new Connection(parts, socket);
        parts.connections().add(connection);
        try {
            parts.threads().execute(() -> {
                try {
                    connection.run();
                } finally {
                    left(client);
                }
            });
        } catch (RuntimeException | OutOfMemoryError e) {
            parts.connections().remove(connection);
            left(client);
            throw e;
        }
        if (closed) {
            connection.shutDown(); // It came between the last look around and the closing of the port.
        }
    }

    private void left(ClientNetwork client) {
        perClient.computeIfPresent(client, (network, count) -> count == 1 ? null : count - 1);
    }

    /** RFC 5321 §3.8. The buffer of a new socket takes the line, so this does not block. */
    private static void refuse(Socket socket) throws IOException {
        try (socket) {
            socket.getOutputStream().write(ReplyBuffer.octets(Replies.TOO_MANY_CONNECTIONS));
        }
    }

    /** Frees the port, tells idle clients to go, gives those in the middle of a mail their time, then cuts off. */
    @Override
    public void close() {
        closed = true;
        try {
            serverSocket.close();
            acceptor.join(Duration.ofSeconds(5).toMillis());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "SMTPRA009 The port could not be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        parts.connections().forEach(Connection::shutDown);
        if (!awaitNoConnections(parts.settings().timeouts().drain())) {
            parts.connections().forEach(Connection::abort);
            awaitNoConnections(Duration.ofSeconds(2));
        }
        lateConnections.close();
        parts.threads().close();
    }

    private boolean awaitNoConnections(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (!parts.connections().isEmpty()
                && System.nanoTime() - end < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return parts.connections().isEmpty();
    }
}
