package io.github.smtpra.outbox;

import io.github.smtpra.outbox.store.BranchId;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.transaction.xa.Xid;

/**
 * What the world outside of the outbox knows: what was accepted, what coordinators have decided, what peers have taken. A
 * line is one write to the system, which a killed process does not take back.
 */
final class LifeLog implements AutoCloseable {
    private final FileOutputStream out;

    private LifeLog(FileOutputStream out) {
        this.out = out;
    }

    static LifeLog append(Path file) throws IOException {
        return new LifeLog(new FileOutputStream(file.toFile(), true));
    }

    void write(String... words) throws IOException {
        out.write((String.join(" ", words) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    static String name(Xid xid) {
        return BranchId.of(xid).toString();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    static Story read(Path file) throws IOException {
        Story story = new Story();
        if (Files.exists(file)) {
            Files.readAllLines(file).forEach(line -> story.add(line.split(" ")));
        }
        return story;
    }

    /** All lives on one outbox. */
    static final class Story {
        private final Set<String> accepted = new HashSet<>();
        private final Set<String> undone = new HashSet<>();
        private final Set<String> decided = new HashSet<>();
        private final Map<String, List<String>> branches = new HashMap<>();
        private final Map<String, Integer> taken = new HashMap<>();
        private final Map<String, Integer> takenAgain = new HashMap<>();

        private void add(String[] words) {
            String name = words[1];
            switch (words[0]) {
                case "ACCEPTED" -> accepted.add(name);
                case "UNDONE" -> undone.add(name);
                case "BRANCH" -> branches.put(name, List.of(words[2].split(",")));
                case "DECIDED" -> accepted.addAll(decide(name));
                case "UNDECIDED" -> undone.addAll(branches.getOrDefault(name, List.of()));
                case "TAKEN" -> taken.merge(name, 1, Integer::sum);
                case "TAKEN-AGAIN" -> takenAgain.merge(name, 1, Integer::sum);
                default -> throw new IllegalArgumentException(words[0]);
            }
        }

        private List<String> decide(String branch) {
            decided.add(branch);
            return branches.getOrDefault(branch, List.of());
        }

        boolean hasDecided(Xid xid) {
            return decided.contains(name(xid));
        }

        int accepted() {
            return accepted.size();
        }

        int duplicates() {
            return takenAgain.size();
        }

        /** What must not be, once the queue has been drained: empty if all is well. */
        List<String> faults() {
            List<String> faults = new ArrayList<>();
            for (String key : accepted) {
                if (!taken.containsKey(key) && !takenAgain.containsKey(key)) {
                    faults.add("lost: " + key);
                }
            }
            for (String key : undone) {
                if (taken.containsKey(key) || takenAgain.containsKey(key)) {
                    faults.add("sent, though it was undone: " + key);
                }
            }
            taken.forEach((key, times) -> {
                if (times > 1) {
                    faults.add("sent twice without a mark: " + key);
                }
            });
            return faults;
        }
    }
}
