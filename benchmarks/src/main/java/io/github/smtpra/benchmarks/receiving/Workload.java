package io.github.smtpra.benchmarks.receiving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a load generator sends.
 *
 * @param name as in the table: {@code W2 s20}
 * @param generator who sends it
 * @param connections whether each mail has a connection of its own
 * @param sessions in parallel
 * @param size octets of a mail
 * @param count mails in a run; 0: as many as go in two seconds
 */
public record Workload(String name, Generator generator, Connections connections, int sessions, int size, int count) {
    /** Who sends. */
    public enum Generator {
        /** Postfix's generator, which waits for each reply. */
        SMTP_SOURCE,
        /** Ours, which sends what may be sent without waiting (RFC 2920). */
        PIPELINING
    }

    /** How mails share connections. */
    public enum Connections {
        /** A connection for each mail. */
        ONE_EACH,
        /** Connections that stay. */
        REUSED
    }

    private static final int KIB = 1024;
    private static final int PIPELINING_SECONDS = 2;
    private static final long RUN_MINUTES = 3;

    /** W1 to W4 of a mail server's life: small mails on new connections, and on old ones; attachments; videos. */
    static final List<Workload> ALL = List.of(
            source("W1 s1", Connections.ONE_EACH, 1, KIB, 2_000),
            source("W1 s20", Connections.ONE_EACH, 20, KIB, 15_000),
            source("W1 s200", Connections.ONE_EACH, 200, KIB, 6_000),
            source("W2 s1", Connections.REUSED, 1, KIB, 5_000),
            source("W2 s20", Connections.REUSED, 20, KIB, 80_000),
            source("W2 s200", Connections.REUSED, 200, KIB, 60_000),
            source("W3 s20", Connections.REUSED, 20, 100 * KIB, 1_500),
            source("W4 s1", Connections.REUSED, 1, 10 * KIB * KIB, 20),
            new Workload("P2 s1", Generator.PIPELINING, Connections.REUSED, 1, KIB, 0),
            new Workload("P2 s20", Generator.PIPELINING, Connections.REUSED, 20, KIB, 0));

    /** The one with that name. */
    public static Workload of(String name) {
        return ALL.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Workload source(String name, Connections connections, int sessions, int size, int count) {
        return new Workload(name, Generator.SMTP_SOURCE, connections, sessions, size, count);
    }

    /** Sends it to {@code port}, and says how many mails that were. */
    public int send(int port) throws IOException, InterruptedException {
        if (generator == Generator.PIPELINING) {
            return PipeliningSource.send(port, sessions, size, PIPELINING_SECONDS);
        }
        Process source = new ProcessBuilder(smtpSource(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!source.waitFor(RUN_MINUTES, TimeUnit.MINUTES) || source.exitValue() != 0) {
            source.destroyForcibly();
            throw new IOException(name + " failed");
        }
        return count;
    }

    private List<String> smtpSource(int port) {
        List<String> command = new ArrayList<>(List.of("smtp-source", "-4"));
        if (connections == Connections.REUSED) {
            command.add("-d");
        }
        command.addAll(List.of("-s", sessions + "", "-m", count + "", "-l", size + ""));
        command.addAll(List.of("-f", "source@client.example", "-t", "sink@sink.example", "127.0.0.1:" + port));
        return command;
    }
}
