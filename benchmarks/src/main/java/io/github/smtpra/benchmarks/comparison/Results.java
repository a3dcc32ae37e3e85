package io.github.smtpra.benchmarks.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was measured of contenders at some loads, in rounds; and the table of it. For one thread. */
public final class Results {
    private final Map<String, Map<String, List<Run>>> byContender = new LinkedHashMap<>();
    private final Set<String> loads = new LinkedHashSet<>();

    /** Notes the run of {@code contender} at {@code load} in the next round. */
    public void add(String contender, String load, Run run) {
        loads.add(load);
        byContender
                .computeIfAbsent(contender, key -> new LinkedHashMap<>())
                .computeIfAbsent(load, key -> new ArrayList<>())
                .add(run);
    }

    /**
     * The table in Markdown, a line for each contender: the median of the ratios to {@code reference} in the same round,
     * processor seconds for ten thousand, and the median of the rates.
     */
    public String table(String reference) {
        StringBuilder table = new StringBuilder("| |");
        loads.forEach(load -> table.append(' ').append(load).append(" |"));
        table.append("\n|---|").append("---|".repeat(loads.size())).append('\n');
        byContender.keySet().forEach(contender -> table.append(line(contender, reference)));
        return table.toString();
    }

    private String line(String contender, String reference) {
        StringBuilder line = new StringBuilder("| ").append(contender).append(" |");
        for (String load : loads) {
            line.append(' ')
                    .append(cell(of(reference, load), of(contender, load)))
                    .append(" |");
        }
        return line.append('\n').toString();
    }

    private List<Run> of(String contender, String load) {
        return byContender.getOrDefault(contender, Map.of()).getOrDefault(load, List.of());
    }

    private static String cell(List<Run> reference, List<Run> runs) {
        if (runs.isEmpty()) {
            return "-";
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < runs.size(); round++) {
            ratios.add(runs.get(round).perSecond() / reference.get(round).perSecond());
        }
        double cpu = median(runs.stream().map(Run::cpuPer10k).toList());
        double rate = median(runs.stream().map(Run::perSecond).toList());
        return String.format("**%.2f** · %.2f s/10k · %.0f/s", median(ratios), cpu, rate);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
