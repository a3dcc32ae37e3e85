package io.github.smtpra.benchmarks.receiving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured, and the table of it: medians, and ratios to the first peer in the same round. */
final class Figures {
    /**
     * One run.
     *
     * @param perSecond mails
     * @param cpuPer10k seconds of the server's processor time for ten thousand mails
     */
    record Run(double perSecond, double cpuPer10k) {}

    private final Map<String, Map<String, List<Run>>> byWorkload = new LinkedHashMap<>();

    void add(Workload workload, Peer peer, Run run) {
        byWorkload
                .computeIfAbsent(workload.name(), name -> new LinkedHashMap<>())
                .computeIfAbsent(peer.name(), name -> new ArrayList<>())
                .add(run);
    }

    /** The table for people, in Markdown. */
    String table(Peer reference, List<Peer> peers) {
        StringBuilder table = new StringBuilder("| workload |");
        peers.forEach(peer -> table.append(' ').append(peer.name()).append(" |"));
        table.append("\n|---|").append("---|".repeat(peers.size())).append('\n');
        byWorkload.forEach((workload, runs) -> table.append("| ")
                .append(workload)
                .append(" | ")
                .append(peers.stream()
                        .map(peer -> cell(of(runs, reference), of(runs, peer)))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n"));
        return table.toString();
    }

    private static List<Run> of(Map<String, List<Run>> runs, Peer peer) {
        return runs.getOrDefault(peer.name(), List.of());
    }

    private static String cell(List<Run> reference, List<Run> runs) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < runs.size(); round++) {
            ratios.add(runs.get(round).perSecond() / reference.get(round).perSecond());
        }
        double rate = median(runs.stream().map(Run::perSecond).toList());
        double cpu = median(runs.stream().map(Run::cpuPer10k).toList());
        return String.format("**%.2f** · %.2f s/10k · %.0f/s", median(ratios), cpu, rate);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
