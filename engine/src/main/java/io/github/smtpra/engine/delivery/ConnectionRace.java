package io.github.smtpra.engine.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Connects to one of several addresses of a host: a new attempt begins when the one before has failed, or has not succeeded
 * for a moment, and the first that stands wins (RFC 8305 §5; CLI-040, CLI-048). So no dead address, and no dead family of
 * addresses, holds up the others. One thread runs it, once; each attempt has a thread of its own, but for a single one;
 * {@link #close} comes from any, and ends all attempts.
 */
final class ConnectionRace implements Closeable {
    private static final long JOIN_MILLIS = 1000;

    private final List<InetSocketAddress> addresses;
    private final Rules rules;
    private final BlockingQueue<Attempt> ended = new LinkedBlockingQueue<>();

    /** In the order of their beginning; guarded by this. */
    private final List<Attempt> begun = new ArrayList<>();

    private boolean closed;

    /**
     * How it is run.
     *
     * @param headStart what each attempt gets before the next one begins
     * @param patience what each gets in all
     * @param threads where attempts run
     * @param absent hears who has not answered
     */
    record Rules(Duration headStart, Duration patience, ThreadFactory threads, AbsentPeers absent) {}

    /** A race of {@code addresses}, in the order in which they begin. */
    ConnectionRace(List<InetSocketAddress> addresses, Rules rules) {
        this.addresses = List.copyOf(addresses);
        this.rules = rules;
    }

    /** One address: connects, and says that it has, or why not. */
    private final class Attempt implements Runnable {
        private final InetSocketAddress address;
        private final Socket socket = new Socket();
        private final Thread thread = rules.threads().newThread(this);
        private volatile Optional<IOException> failure = Optional.empty();

        Attempt(InetSocketAddress address) {
            this.address = address;
        }

        @Override
        public void run() {
            try {
                socket.connect(address, (int) rules.patience().toMillis());
            } catch (IOException e) {
                failure = Optional.of(e);
            }
            ended.add(this);
        }
    }

    /**
     * Runs it.
     *
     * @return the winner, connected
     * @throws IOException why the last attempt failed, if all have
     */
    Socket run() throws IOException {
        try {
            return raced();
        } finally {
            attempts().forEach(ConnectionRace::join);
        }
    }

    private Socket raced() throws IOException {
        IOException last = new IOException("no address");
        Deque<InetSocketAddress> waiting = new ArrayDeque<>(addresses);
        int running = 0;
        while (running > 0 || !waiting.isEmpty()) {
            if (!waiting.isEmpty()) {
                begin(new Attempt(waiting.remove()));
                running++;
            }
            Optional<Attempt> one = next(waiting);
            if (one.isPresent() && one.get().failure.isEmpty()) {
                return won(one.get());
            } else if (one.isPresent()) {
                running--;
                last = one.get().failure.get();
                missed(one.get());
            }
        }
        throw last;
    }

    private void begin(Attempt attempt) throws IOException {
        synchronized (this) {
            if (closed) {
                throw new IOException("aborted");
            }
            begun.add(attempt);
        }
        if (addresses.size() == 1) {
            attempt.run();
        } else {
            attempt.thread.start();
        }
    }

    /** The next attempt that has ended; empty if the next one is to begin before that. */
    private Optional<Attempt> next(Deque<InetSocketAddress> waiting) {
        try {
            return waiting.isEmpty()
                    ? Optional.of(ended.take())
                    : Optional.ofNullable(ended.poll(rules.headStart().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            // Who runs this is told by close(), not by interrupts; a stray one shortens the head start.
            Thread.interrupted();
            return Optional.empty();
        }
    }

    private Socket won(Attempt winner) {
        rules.absent().met(winner.address);
        List<Attempt> all = attempts();
        // Who began before the winner has had its head start, and has not used it.
        all.stream().takeWhile(one -> one != winner).forEach(this::missed);
        all.stream().filter(one -> one != winner).forEach(ConnectionRace::closeQuietly);
        return winner.socket;
    }

    private synchronized List<Attempt> attempts() {
        return List.copyOf(begun);
    }

    private synchronized void missed(Attempt attempt) {
        if (!closed) {
            rules.absent().missed(attempt.address);
        }
    }

    /** No thread outlives the race. */
    private static void join(Attempt attempt) {
        try {
            attempt.thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Attempt attempt) {
        try {
            attempt.socket.close();
        } catch (IOException e) {
            // It is of no use either way.
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        attempts().forEach(ConnectionRace::closeQuietly);
    }
}
