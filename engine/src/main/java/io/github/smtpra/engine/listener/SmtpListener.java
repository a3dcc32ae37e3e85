package io.github.smtpra.engine.listener;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.authentication.CertificateSettings;
import io.github.smtpra.engine.authentication.Logins;
import io.github.smtpra.engine.tls.ServerTls;
import io.github.smtpra.protocol.server.Replies;
import io.github.smtpra.protocol.server.ServerProfile.Service;
import io.github.smtpra.protocol.server.ServerRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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
    private final RefusedConnections refused;
    private volatile boolean closed;

    /**
     * Who serves a listener.
     *
     * @param handler decides on recipients and takes mails
     * @param contents where the content of a mail is put while it comes
     * @param logins knows the users
     * @param queueRunner starts runs for ETRN; without one it is not served
     */
    record Behind(
            MailHandler handler, Supplier<ArrivingContent> contents, Logins logins, Optional<QueueRunner> queueRunner) {
        /** Without a road out. */
        Behind(MailHandler handler, Supplier<ArrivingContent> contents, Logins logins) {
            this(handler, contents, logins, Optional.empty());
        }

        /** RFC 1985 §3, RFC 6409 §7 (SRV-246, SRV-292): ETRN is a mail exchanger's. */
        Set<Service> services(ListenerSettings settings) {
            boolean etrn = queueRunner.isPresent() && settings.protocol() == ListenerSettings.Protocol.SMTP;
            return etrn ? Set.of(Service.ETRN) : Set.of();
        }
    }

    private SmtpListener(ListenerParts parts, ServerSocket serverSocket) {
        this.parts = parts;
        this.serverSocket = serverSocket;
        String name = "smtp-ra-" + serverSocket.getLocalPort();
        this.refused = new RefusedConnections(parts.nanoTime());
        this.lateConnections =
                new LateConnections(name + "-deadlines", parts.connections(), this::tidy, parts.nanoTime());
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
                new ServerRules(
                        settings.profile(behind.logins().rules(settings.hostName()), behind.services(settings)),
                        Clock.systemUTC()),
                tls,
                behind.handler(),
                behind.logins(),
                new ConnectionThreads("smtp-ra-" + port),
                ConcurrentHashMap.newKeySet(),
                new ClientLimits(settings.limits(), System::nanoTime),
                new QueueRuns(behind.queueRunner()),
                new InterruptedMails(settings.interrupted(), System::nanoTime),
                behind.contents(),
                Clock.systemUTC(),
                System::nanoTime);
    }

    private void tidy(long now) {
        refused.closeOld(now);
        parts.interruptedMails().forgetOld(now);
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

    /** A proxy's connections are counted by the client that they are for, which is not known yet. */
    private void begin(Socket socket) throws IOException {
        // RFC 5321 §7.8 (OPS-003)
        InetAddress peer = socket.getInetAddress();
        boolean proxied = parts.settings().trust().proxies().contains(peer);
        Optional<Reply> refusal =
                parts.connections().size() >= parts.settings().limits().maxConnections()
                        ? Optional.of(Replies.TOO_MANY_CONNECTIONS)
                        : proxied ? Optional.empty() : parts.clientLimits().enter(peer);
        if (refusal.isPresent()) {
            refuse(socket, refusal.get());
            return;
        }
        Connection connection = new Connection(parts, socket, proxied ? Seat.none() : Seat.of(parts, peer));
        parts.connections().add(connection);
        try {
            parts.threads().begin(connection);
        } catch (RuntimeException | OutOfMemoryError e) {
            parts.connections().remove(connection);
            connection.leave();
            throw e;
        }
        if (closed) {
            connection.shutDown(); // It came between the last look around and the closing of the port.
        }
    }

    /** Under TLS nobody could read the reply: no handshake is made for it. */
    private void refuse(Socket socket, Reply reply) throws IOException {
        if (parts.settings().tls() == ListenerSettings.Tls.IMPLICIT) {
            socket.close();
        } else {
            refused.add(socket, reply);
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
        refused.close();
        parts.interruptedMails().close();
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
