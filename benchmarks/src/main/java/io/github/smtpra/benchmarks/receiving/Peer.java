package io.github.smtpra.benchmarks.receiving;

import io.github.smtpra.benchmarks.comparison.Java;
import io.github.smtpra.benchmarks.sending.Sink;
import io.github.smtpra.benchmarks.servers.JamesSink;
import io.github.smtpra.benchmarks.servers.SubEthaSink;
import io.github.smtpra.engine.listener.DiscardingServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A server that takes mail and forgets it.
 *
 * @param name as in the table
 * @param command what starts it on a port
 */
public record Peer(String name, IntFunction<List<String>> command) {
    /** The one that the others are compared with. */
    static final Peer SMTP_SINK = new Peer("smtp-sink", Sink::command);

    /** All, ours on each Java. */
    static List<Peer> all(List<Java> javas) {
        List<Peer> peers = new ArrayList<>(List.of(SMTP_SINK));
        javas.forEach(java -> peers.add(engineAlone("smtp-ra " + java.version(), java)));
        Java newest = javas.stream().max((a, b) -> a.version() - b.version()).orElseThrow();
        peers.add(of("SubEthaSMTP " + newest.version(), newest, SubEthaSink.class));
        peers.add(of("James " + newest.version(), newest, JamesSink.class));
        return peers;
    }

    /** Our engine, with nothing behind it. */
    public static Peer engineAlone(String name, Java java) {
        return of(name, java, DiscardingServer.class);
    }

    private static Peer of(String name, Java java, Class<?> main) {
        return new Peer(name, port -> java.command(main.getName(), Integer.toString(port)));
    }
}
