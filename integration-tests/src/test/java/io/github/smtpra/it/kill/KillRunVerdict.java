package io.github.smtpra.it.kill;

import io.github.smtpra.it.kill.errand.ErrandKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is to be said of a run: what was lost, what was sent though it was undone, what came twice, and whether that was
 * marked. A mail counts as marked if a log says so of an attempt, or if a dead server's store does.
 */
final class KillRunVerdict {
    private static final Pattern SENT = Pattern.compile("errand subject=(\\S+) mail=(\\w+);");
    private static final Pattern MARKED = Pattern.compile(" id=(\\w+) .*possible_duplicate=true");

    private final Set<String> done;
    private final Set<String> booked;
    private final Map<String, Integer> arrived;
    private final Map<String, Set<String>> mails = new HashMap<>();
    private final Set<String> marked;

    /**
     * Looks at a run that has settled.
     *
     * @param done what clients were told is done
     */
    KillRunVerdict(Set<String> done, ErrandServer server, ErrandPeer peer) throws Exception {
        this.done = done;
        this.booked = server.booked();
        this.arrived = peer.arrived();
        this.marked = new HashSet<>(server.markedOnDisk());
        for (Path console : server.consoles()) {
            read(console);
        }
    }

    private void read(Path console) throws IOException {
        try (Stream<String> lines = Files.lines(console)) {
            lines.forEach(line -> {
                Matcher sent = SENT.matcher(line);
                if (sent.find()) {
                    mails.computeIfAbsent(sent.group(1), subject -> new HashSet<>())
                            .add(sent.group(2));
                }
                Matcher duplicate = MARKED.matcher(line);
                if (duplicate.find()) {
                    marked.add(duplicate.group(1));
                }
            });
        }
    }

    /** What must not be; empty if all is well. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        done.stream()
                .filter(subject -> ErrandKind.of(subject).isUndone())
                .forEach(subject -> faults.add("done, though undone: " + subject));
        done.stream()
                .filter(subject -> !arrived.containsKey(subject))
                .forEach(subject -> faults.add("accepted and lost: " + subject));
        booked.stream()
                .filter(subject -> !arrived.containsKey(subject))
                .forEach(subject -> faults.add("booked, and its mail lost: " + subject));
        arrived.keySet().stream()
                .filter(subject -> ErrandKind.of(subject).isUndone()
                        || ErrandKind.of(subject).isBooked() && !booked.contains(subject))
                .forEach(subject -> faults.add("rolled back, and sent: " + subject));
        duplicates().stream()
                .filter(subject -> !isMarked(subject))
                .forEach(subject -> faults.add("sent twice without a mark: " + subject));
        return faults;
    }

    private List<String> duplicates() {
        return arrived.entrySet().stream()
                .filter(mail -> mail.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isMarked(String subject) {
        return mails.getOrDefault(subject, Set.of()).stream().anyMatch(marked::contains);
    }

    @Override
    public String toString() {
        long copies = arrived.values().stream().mapToInt(times -> times - 1).sum();
        return "accepted=" + done.size() + " booked=" + booked.size() + " arrived=" + arrived.size() + " came-twice="
                + duplicates().size() + " (" + copies + " copies), of these marked="
                + duplicates().stream().filter(this::isMarked).count() + " faults=" + faults();
    }
}
