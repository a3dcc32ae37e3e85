package io.github.smtpra.benchmarks.storing;

import io.github.smtpra.benchmarks.comparison.Java;
import io.github.smtpra.benchmarks.comparison.Job;
import io.github.smtpra.benchmarks.comparison.JobProcess;
import io.github.smtpra.benchmarks.comparison.Rounds;
import io.github.smtpra.benchmarks.stores.BareSqlite;
import io.github.smtpra.benchmarks.stores.DurableSend;
import io.github.smtpra.benchmarks.stores.DurableSend.Transaction;
import io.github.smtpra.benchmarks.stores.Writers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Durable sends beside what SQLite gives at best, on the same disk; then once more with the flushes counted. */
public final class StoringComparison {
    private static final int WARM_UPS = 1;
    private static final String BARE = "bare SQLite";
    private static final List<Writers> LOADS = List.of(new Writers(1, 1_000), new Writers(20, 8_000));

    private final Map<String, String[]> jobs = new LinkedHashMap<>();
    private final Map<String, JobProcess> processes = new LinkedHashMap<>();

    private StoringComparison() {
        jobs.put(BARE, job(BareSqlite.class));
        jobs.put("send", job(DurableSend.class, Transaction.NONE.name()));
        jobs.put("send, one phase", job(DurableSend.class, Transaction.ONE_PHASE.name()));
        jobs.put("send, two phases", job(DurableSend.class, Transaction.TWO_PHASE.name()));
    }

    private static String[] job(Class<? extends Job> job, String... arguments) {
        List<String> words = new ArrayList<>(List.of(job.getName()));
        words.addAll(List.of(arguments));
        return words.toArray(String[]::new);
    }

    /** Argument: rounds, 5 if not said. */
    public static void main(String[] args) throws Exception {
        new StoringComparison().run(new Rounds(WARM_UPS, args.length > 0 ? Integer.parseInt(args[0]) : 5));
    }

    private void run(Rounds rounds) throws Exception {
        try {
            for (Map.Entry<String, String[]> job : jobs.entrySet()) {
                processes.put(job.getKey(), JobProcess.start(Java.newest(), job.getValue()));
            }
            for (Writers load : LOADS) {
                rounds.compare(name(load), turns(load));
            }
        } finally {
            processes.values().forEach(JobProcess::close);
        }
        System.out.println(rounds.results().byContender(BARE));
        System.out.println("Each cell: ratio to " + BARE + " in the same round (median), processor seconds for ten"
                + " thousand, contents of 4 KiB a second.\n");
        System.out.println(flushes());
    }

    private Map<String, Rounds.Turn> turns(Writers load) {
        Map<String, Rounds.Turn> turns = new LinkedHashMap<>();
        processes.forEach((name, process) -> turns.put(name, () -> process.run(load.toString(), load.count())));
        return turns;
    }

    private static String name(Writers load) {
        return load.writers() == 1 ? "1 writer" : load.writers() + " writers";
    }

    private String flushes() throws IOException, InterruptedException {
        if (!FlushCount.isPossible()) {
            return "Flushes are not counted: strace is missing.";
        }
        StringBuilder table = new StringBuilder("| flushes for each |");
        LOADS.forEach(load -> table.append(' ').append(name(load)).append(" |"));
        table.append("\n|---|").append("---|".repeat(LOADS.size())).append('\n');
        for (Map.Entry<String, String[]> job : jobs.entrySet()) {
            table.append("| ").append(job.getKey()).append(" |");
            for (Writers load : LOADS) {
                table.append(String.format(" %.3f |", FlushCount.of(job.getValue(), load)));
            }
            table.append('\n');
        }
        return table.toString();
    }
}
