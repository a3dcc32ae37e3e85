package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.engine.SettableClock;
import io.github.smtpra.engine.thread.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Addresses of one host: some answer, some refuse, and some say nothing for as long as the test lasts. */
class ConnectionRaceTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final int MORE_THAN_THE_QUEUE = 8;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final AbsentPeers absent = new AbsentPeers(clock);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("race"));
    }

    private ConnectionRace race(Duration headStart, InetSocketAddress... addresses) {
        return new ConnectionRace(
                absent.presentFirst(Arrays.asList(addresses), address -> address),
                new ConnectionRace.Rules(headStart, LONG, Threads.newPlatformThreadFactory("race"), absent));
    }

    private ServerSocket server(int backlog) throws IOException {
        ServerSocket server = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
        open.add(server);
        return server;
    }

    private static InetSocketAddress addressOf(ServerSocket server) {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private InetSocketAddress answering() throws IOException {
        return addressOf(server(50));
    }

    /** Its queue is full, so that whoever comes next is not answered. */
    private InetSocketAddress silent() throws IOException {
        InetSocketAddress address = addressOf(server(1));
        for (int i = 0; i < MORE_THAN_THE_QUEUE; i++) {
            SocketChannel client = SocketChannel.open();
            client.configureBlocking(false);
            client.connect(address);
            open.add(client);
        }
        return address;
    }

    private static InetSocketAddress refusing() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return addressOf(server);
        }
    }

    private InetSocketAddress winner(ConnectionRace race) throws IOException {
        Socket socket = race.run();
        open.add(socket);
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    // CLI-048
    @Test
    void an_address_that_says_nothing_holds_up_no_other() throws Exception {
        InetSocketAddress answering = answering();

        assertThat(winner(race(Duration.ofMillis(1), silent(), silent(), answering)))
                .isEqualTo(answering);
    }

    // CLI-040
    @Test
    void the_next_one_begins_at_once_where_one_is_refused() throws Exception {
        InetSocketAddress answering = answering();

        assertThat(winner(race(LONG, refusing(), refusing(), answering))).isEqualTo(answering);
    }

    // CLI-048
    @Test
    void the_first_one_is_preferred() throws Exception {
        InetSocketAddress first = answering();

        assertThat(winner(race(LONG, first, answering()))).isEqualTo(first);
    }

    @Test
    void where_all_are_refused_the_last_one_says_why() throws Exception {
        ConnectionRace race = race(LONG, refusing(), refusing());

        assertThatThrownBy(race::run).isInstanceOf(IOException.class).hasMessageContaining("refused");
    }

    @Test
    void a_single_address_races_with_nobody() throws Exception {
        InetSocketAddress only = answering();

        assertThat(winner(race(LONG, only))).isEqualTo(only);
    }

    // CLI-048, CLI-049
    @Test
    void who_did_not_answer_comes_last_for_a_while() throws Exception {
        InetSocketAddress silent = silent();
        InetSocketAddress answering = answering();
        winner(race(Duration.ofMillis(1), silent, answering));

        List<InetSocketAddress> both = List.of(silent, answering);
        assertThat(absent.presentFirst(both, one -> one)).containsExactly(answering, silent);
        clock.advance(Duration.ofMinutes(1));
        assertThat(absent.presentFirst(both, one -> one)).containsExactly(silent, answering);
    }

    @Test
    void it_can_be_ended() throws Exception {
        ConnectionRace race = race(Duration.ofMillis(1), silent(), silent());
        CompletableFuture<Socket> ended = CompletableFuture.supplyAsync(() -> {
            try {
                return race.run();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        race.close();

        assertThatThrownBy(() -> ended.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }
}
