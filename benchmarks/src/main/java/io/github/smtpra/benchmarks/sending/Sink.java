package io.github.smtpra.benchmarks.sending;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Postfix's sink, which takes mail and forgets it, in a process of its own. */
public final class Sink implements AutoCloseable {
    private final Process process;
    private final int port;

    private Sink(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one, with options of its own, and waits until it answers. */
    public static Sink start(String... options) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of("smtp-sink", "-4", "-u", user()));
        command.addAll(List.of(options));
        command.addAll(List.of("127.0.0.1:" + port, "1024"));
        Sink sink = new Sink(new ProcessBuilder(command).inheritIO().start(), port);
        sink.awaitGreeting();
        return sink;
    }

    /** Root it refuses to be. */
    private static String user() {
        String user = System.getProperty("user.name");
        return user.equals("root") ? "nobody" : user;
    }

    /** A port that nobody has. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitGreeting() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("smtp-sink does not start");
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
