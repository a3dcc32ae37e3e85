package io.github.smtpra.benchmarks.sending;

import io.github.smtpra.benchmarks.comparison.Loopback;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
        int port = Loopback.freePort();
        Process process = new ProcessBuilder(command(port, options)).inheritIO().start();
        if (!Loopback.awaitGreeting(process, port)) {
            process.destroyForcibly();
            throw new IOException("smtp-sink does not start");
        }
        return new Sink(process, port);
    }

    /** What starts one at {@code port}. */
    public static List<String> command(int port, String... options) {
        List<String> command = new ArrayList<>(List.of("smtp-sink", "-4", "-u", user()));
        command.addAll(List.of(options));
        command.addAll(List.of("127.0.0.1:" + port, "1024"));
        return command;
    }

    /** Root it refuses to be. */
    private static String user() {
        String user = System.getProperty("user.name");
        return user.equals("root") ? "nobody" : user;
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
