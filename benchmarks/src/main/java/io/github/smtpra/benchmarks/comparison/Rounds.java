package io.github.smtpra.benchmarks.comparison;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Contenders side by side: at each load each of them in turn, in random order, for some rounds, after some to warm up. For
 * one thread.
 */
public final class Rounds {
    /** What a contender does once. */
    public interface Turn {
        /** Does it. */
        Run run() throws Exception;
    }

    private final int warmUps;
    private final int rounds;
    private final Results results = new Results();

    /** So many rounds that count, behind so many that do not. */
    public Rounds(int warmUps, int rounds) {
        this.warmUps = warmUps;
        this.rounds = rounds;
    }

    /** Compares contenders, each by its name, at {@code load}. */
    public void compare(String load, Map<String, Turn> contenders) throws Exception {
        results.place(contenders.keySet());
        for (int i = 0; i < warmUps; i++) {
            for (Turn contender : contenders.values()) {
                run(contender);
            }
        }
        for (int i = 0; i < rounds; i++) {
            round(load, contenders);
        }
    }

    private void round(String load, Map<String, Turn> contenders) throws Exception {
        List<Map.Entry<String, Turn>> order = new ArrayList<>(contenders.entrySet());
        Collections.shuffle(order);
        for (Map.Entry<String, Turn> next : order) {
            Optional<Run> run = run(next.getValue());
            results.add(next.getKey(), load, run);
            String said =
                    run.map(one -> String.format("%.0f/s", one.perSecond())).orElse("failed");
            System.err.printf("%s, %s: %s%n", load, next.getKey(), said);
        }
    }

    /** One that fails has no figure in this round; the others have theirs. */
    private static Optional<Run> run(Turn turn) throws Exception {
        try {
            return Optional.of(turn.run());
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return Optional.empty();
        }
    }

    /** What has been measured so far. */
    public Results results() {
        return results;
    }
}
