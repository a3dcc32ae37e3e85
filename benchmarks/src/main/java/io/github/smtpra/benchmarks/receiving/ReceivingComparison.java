package io.github.smtpra.benchmarks.receiving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Servers that take mail and forget it, side by side: each workload goes to each of them in turn, in random order, for
 * some rounds, after one round to warm up.
 */
public final class ReceivingComparison {
    private final Map<Peer, Server> servers = new LinkedHashMap<>();
    private final Figures figures = new Figures();

    private ReceivingComparison() {}

    /** Arguments: rounds, 5 if not said; then beginnings of the names of workloads, all if not said. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        List<String> chosen = args.length > 1 ? List.of(args).subList(1, args.length) : List.of("");
        new ReceivingComparison().run(rounds, chosen);
    }

    private void run(int rounds, List<String> chosen) throws IOException, InterruptedException {
        List<Peer> peers = Peer.all(Java.installed());
        try {
            for (Peer peer : peers) {
                servers.put(peer, Server.start(peer));
            }
            compare(rounds, chosen);
            System.out.println(figures.table(Peer.SMTP_SINK, peers));
            System.out.println(
                    "Each cell: ratio to smtp-sink in the same round (median), processor seconds of the server "
                            + "for ten thousand mails, mails a second. Most memory: " + memory());
        } finally {
            servers.values().forEach(Server::close);
        }
    }

    private void compare(int rounds, List<String> chosen) throws IOException, InterruptedException {
        for (Workload workload : Workload.ALL) {
            if (chosen.stream().anyMatch(workload.name()::startsWith)) {
                compare(workload, rounds);
            }
        }
    }

    private void compare(Workload workload, int rounds) throws IOException, InterruptedException {
        for (Server server : servers.values()) {
            measure(workload, server);
        }
        for (int round = 0; round < rounds; round++) {
            List<Map.Entry<Peer, Server>> order = new ArrayList<>(servers.entrySet());
            Collections.shuffle(order);
            for (Map.Entry<Peer, Server> next : order) {
                figures.add(workload, next.getKey(), measure(workload, next.getValue()));
            }
        }
        System.err.println(workload.name() + " done");
    }

    private static Figures.Run measure(Workload workload, Server server) throws IOException, InterruptedException {
        double cpu = server.cpuSeconds();
        long begin = System.nanoTime();
        int count = workload.send(server.port());
        double seconds = (System.nanoTime() - begin) / 1e9;
        double used = server.cpuSeconds() - cpu;
        return new Figures.Run(count / seconds, used * 10_000 / count);
    }

    private String memory() throws IOException {
        List<String> all = new ArrayList<>();
        for (Map.Entry<Peer, Server> server : servers.entrySet()) {
            all.add(server.getKey().name() + " " + server.getValue().memory("VmHWM") / 1024 + " MiB");
        }
        return String.join(", ", all);
    }
}
