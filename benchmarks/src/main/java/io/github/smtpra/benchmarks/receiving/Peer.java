package io.github.smtpra.benchmarks.receiving;

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
record Peer(String name, IntFunction<List<String>> command) {
    /** The one that the others are compared with. */
    static final Peer SMTP_SINK =
            new Peer("smtp-sink", port -> List.of("smtp-sink", "-4", "-u", user(), "127.0.0.1:" + port, "1024"));

    /** All, ours on each Java. */
    static List<Peer> all(List<Java> javas) {
        List<Peer> peers = new ArrayList<>(List.of(SMTP_SINK));
        javas.forEach(java -> peers.add(of("smtp-ra " + java.version(), java, DiscardingServer.class)));
        Java newest = javas.stream().max((a, b) -> a.version() - b.version()).orElseThrow();
        peers.add(of("SubEthaSMTP " + newest.version(), newest, SubEthaSink.class));
        peers.add(of("James " + newest.version(), newest, JamesSink.class));
        return peers;
    }

    /** Root it refuses to be. */
    private static String user() {
        String user = System.getProperty("user.name");
        return user.equals("root") ? "nobody" : user;
    }

    private static Peer of(String name, Java java, Class<?> main) {
        return new Peer(name, port -> java.command(main.getName(), Integer.toString(port)));
    }
}
