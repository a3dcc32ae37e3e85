package io.github.smtpra.benchmarks.receiving;

import io.github.smtpra.benchmarks.comparison.KernelFigures;
import io.github.smtpra.benchmarks.comparison.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A peer that runs in a process of its own, and what the kernel counts of it. */
public final class Server implements AutoCloseable {
    private final Process process;
    private final int port;

    private Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts {@code peer} on a free port, and waits until it answers. */
    public static Server start(Peer peer) throws IOException, InterruptedException {
        int port = Loopback.freePort();
        Path log = Files.createTempFile("smtp-ra-benchmark", ".log");
        Process process = new ProcessBuilder(peer.command().apply(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Server server = new Server(process, port);
        if (!Loopback.awaitGreeting(process, port)) {
            server.close();
            throw new IOException(peer.name() + " does not start:\n" + Files.readString(log));
        }
        return server;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** What the kernel counts of it. */
    public KernelFigures figures() {
        return new KernelFigures(process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
