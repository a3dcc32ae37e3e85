package io.github.smtpra.benchmarks.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * What was measured of contenders at some loads, in rounds; and the table of it in Markdown: in each cell the median of the
 * ratios to one contender in the same round, processor seconds for ten thousand, and the median of the rates. For one thread.
 */
public final class Results {
    private final Map<String, Map<String, List<Optional<Run>>>> byContender = new LinkedHashMap<>();
    private final Set<String> loads = new LinkedHashSet<>();

    /** Gives contenders their places in tables, in this order; or else they have them in the order of their first runs. */
    void place(Collection<String> contenders) {
        contenders.forEach(name -> byContender.computeIfAbsent(name, key -> new LinkedHashMap<>()));
    }

    /** Notes the run of {@code contender} at {@code load} in the next round; empty if it has failed. */
    void add(String contender, String load, Optional<Run> run) {
        loads.add(load);
        byContender
                .computeIfAbsent(contender, key -> new LinkedHashMap<>())
                .computeIfAbsent(load, key -> new ArrayList<>())
                .add(run);
    }

    /** The table with a line for each contender, all compared with {@code reference}. */
    public String byContender(String reference) {
        return table(byContender.keySet(), loads, (contender, load) -> cell(of(reference, load), of(contender, load)));
    }

    /** The table with a line for each load. */
    public String byLoad(String reference) {
        return table(loads, byContender.keySet(), (load, contender) -> cell(of(reference, load), of(contender, load)));
    }

    private static String table(Set<String> lines, Set<String> columns, BinaryOperator<String> cell) {
        StringBuilder table = new StringBuilder("| | ").append(String.join(" | ", columns));
        table.append(" |\n|---|").append("---|".repeat(columns.size())).append('\n');
        for (String line : lines) {
            table.append("| ").append(line);
            columns.forEach(column -> table.append(" | ").append(cell.apply(line, column)));
            table.append(" |\n");
        }
        return table.toString();
    }

    private List<Optional<Run>> of(String contender, String load) {
        return byContender.getOrDefault(contender, Map.of()).getOrDefault(load, List.of());
    }

    private static String cell(List<Optional<Run>> reference, List<Optional<Run>> all) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < all.size(); round++) {
            if (all.get(round).isPresent() && reference.get(round).isPresent()) {
                ratios.add(all.get(round).get().perSecond()
                        / reference.get(round).get().perSecond());
            }
        }
        if (ratios.isEmpty()) {
            return "-";
        }
        List<Run> runs = all.stream().flatMap(Optional::stream).toList();
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
