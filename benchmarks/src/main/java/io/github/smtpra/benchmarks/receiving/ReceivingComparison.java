package io.github.smtpra.benchmarks.receiving;

import io.github.smtpra.benchmarks.comparison.Java;
import io.github.smtpra.benchmarks.comparison.Rounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Servers that take mail and forget it, side by side, under several workloads. */
public final class ReceivingComparison {
    private static final int WARM_UPS = 1;

    private final Map<Peer, Server> servers = new LinkedHashMap<>();

    private ReceivingComparison() {}

    /** Arguments: rounds, 5 if not said; then beginnings of the names of workloads, all if not said. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        List<String> chosen = args.length > 1 ? List.of(args).subList(1, args.length) : List.of("");
        new ReceivingComparison().run(new Rounds(WARM_UPS, rounds), chosen);
    }

    private void run(Rounds rounds, List<String> chosen) throws Exception {
        try {
            for (Peer peer : Peer.all(Java.installed())) {
                servers.put(peer, Server.start(peer));
            }
            for (Workload workload : Workload.ALL) {
                if (chosen.stream().anyMatch(workload.name()::startsWith)) {
                    rounds.compare(workload.name(), turns(workload));
                }
            }
            System.out.println(rounds.results().byLoad(Peer.SMTP_SINK.name()));
            System.out.println(
                    "Each cell: ratio to smtp-sink in the same round (median), processor seconds of the server "
                            + "for ten thousand mails, mails a second. Most memory: " + memory());
        } finally {
            servers.values().forEach(Server::close);
        }
    }

    private Map<String, Rounds.Turn> turns(Workload workload) {
        Map<String, Rounds.Turn> turns = new LinkedHashMap<>();
        servers.forEach((peer, server) ->
                turns.put(peer.name(), () -> server.figures().measure(() -> workload.send(server.port()))));
        return turns;
    }

    private String memory() throws IOException {
        List<String> all = new ArrayList<>();
        for (Map.Entry<Peer, Server> server : servers.entrySet()) {
            long kibibytes = server.getValue().figures().memory("VmHWM");
            all.add(server.getKey().name() + " " + kibibytes / 1024 + " MiB");
        }
        return String.join(", ", all);
    }
}
