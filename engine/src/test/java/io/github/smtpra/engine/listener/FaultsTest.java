package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.authentication.Logins;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.engine.tls.ServerTls;
import io.github.smtpra.protocol.server.Action;
import io.github.smtpra.protocol.server.AuthenticationRules;
import io.github.smtpra.protocol.server.Replies;
import io.github.smtpra.protocol.server.ServerRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults behind and below a connection: it ends, and leaves nothing. */
class FaultsTest {
    private static final String LARGE = "0123456789abcdef\r\n".repeat(10_000);

    @TempDir
    Path directory;

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    private ListenerParts parts(MailHandler handler, ConnectionThreads threads) {
        ListenerSettings settings = ListenerSettings.from(
                Settings.of("", Map.of("hostName", "mx.example", "tls", "off"), Map.of(), Map.of()));
        return new ListenerParts(
                settings,
                new ServerRules(settings.profile(AuthenticationRules.NONE, Set.of()), Clock.systemUTC()),
                ServerTls.none(),
                handler,
                Logins.ofNobody(settings.authentication()),
                threads,
                connections,
                new ClientLimits(settings.limits(), System::nanoTime),
                new QueueRuns(Optional.empty()),
                new InterruptedMails(settings.interrupted(), System::nanoTime),
                () -> new ContentSpool(directory),
                Clock.systemUTC(),
                System::nanoTime);
    }

    @Test
    void a_handler_that_throws_ends_its_connection_and_leaves_no_file() throws Exception {
        try (ConnectionThreads threads = new ConnectionThreads("faults");
                ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SmtpClient client = SmtpClient.connect(listening.getLocalPort())) {
            Connection connection = new Connection(parts(new Throwing(), threads), listening.accept(), Seat.none());
            connections.add(connection);
            threads.begin(connection);
            client.hear();
            client.ask("EHLO client.example");
            client.data("desk@example.com").say(LARGE, ".");

            assertThat(client.isClosed()).isTrue();
            PostOffice.await("its end", connections::isEmpty);
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void a_write_that_fails_closes_the_socket() throws IOException {
        try (ConnectionThreads threads = new ConnectionThreads("faults");
                DeafSocket socket = new DeafSocket()) {
            new Connection(parts(new Throwing(), threads), socket, Seat.none()).run(ConnectionThreads.Place.OWN);

            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void an_error_on_the_thread_of_a_connection_closes_its_socket() throws IOException {
        try (ConnectionThreads threads = new ConnectionThreads("faults");
                BrokenSocket socket = new BrokenSocket()) {
            Connection connection = new Connection(parts(new Throwing(), threads), socket, Seat.none());
            connections.add(connection);

            assertThatThrownBy(() -> connection.run(ConnectionThreads.Place.OWN))
                    .hasMessage("for the test");
            assertThat(socket.isClosed()).isTrue();
            assertThat(connections).isEmpty();
        }
    }

    @Test
    void without_a_thread_for_last_words_a_connection_ends_without_them() throws Exception {
        ConnectionThreads none = new ConnectionThreads("faults");
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SmtpClient client = SmtpClient.connect(listening.getLocalPort())) {
            Connection connection = new Connection(parts(new Throwing(), none), listening.accept(), Seat.none());
            connections.add(connection);
            Thread thread = new Thread(() -> connection.run(ConnectionThreads.Place.OWN), "faults");
            thread.start();
            client.hear();
            none.close();
            connection.shutDown();

            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
            assertThat(connections).isEmpty();
            client.hear(); // With virtual threads there is always one.
            assertThat(client.isClosed()).isTrue();
        }
    }

    private static final class Throwing implements MailHandler {
        @Override
        public Reply admit(Action.Admit question, InetSocketAddress client) {
            return Replies.RECIPIENT_OK;
        }

        @Override
        public Answer deliver(ArrivedMail mail) {
            throw new IllegalStateException("for the test");
        }
    }

    /** A socket that seems connected and takes no octet. */
    private static class DeafSocket extends Socket {
        private boolean closed;

        @Override
        public SocketAddress getRemoteSocketAddress() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }

        @Override
        public InputStream getInputStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("for the test");
        }

        @Override
        public synchronized void close() {
            closed = true;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }
    }

    private static final class BrokenSocket extends DeafSocket {
        @Override
        public OutputStream getOutputStream() {
            throw new AssertionError("for the test");
        }
    }
}
