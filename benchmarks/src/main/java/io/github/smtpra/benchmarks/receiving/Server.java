package io.github.smtpra.benchmarks.receiving;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A peer that runs in a process of its own, and what the kernel counts of it. */
final class Server implements AutoCloseable {
    private static final int START_SECONDS = 20;
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private final int port;

    private Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts {@code peer} on a free port, and waits until it answers. */
    static Server start(Peer peer) throws IOException, InterruptedException {
        int port = freePort();
        Path log = Files.createTempFile("smtp-ra-benchmark", ".log");
        Process process = new ProcessBuilder(peer.command().apply(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Server server = new Server(process, port);
        if (!server.answers()) {
            server.close();
            throw new IOException(peer.name() + " does not start:\n" + Files.readString(log));
        }
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                socket.setSoTimeout(2000);
                return socket.getInputStream().read() == '2';
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        return false;
    }

    int port() {
        return port;
    }

    /** Processor time that it has used so far, in seconds. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        // Behind the name, which may have blanks: state, and then utime as the 12th and stime as the 13th.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** A figure of the kernel's in KiB: {@code VmRSS}, {@code VmHWM}. */
    long memory(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no " + name);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
