package io.github.smtpra.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The tables that people write.
 *
 * @param requirements all there are, in order
 * @param notBuilt ids of those that this product does not meet, with the reason
 * @param pending ids of those that it will meet
 */
record Tables(List<Requirement> requirements, Map<String, String> notBuilt, Set<String> pending) {
    private static final String REQUIREMENTS = "docs/rfc-requirements.tsv";
    private static final String NOT_BUILT = "docs/rfc-not-built.tsv";
    private static final String PENDING = "docs/rfc-pending.txt";

    /** Copies what it is given. */
    Tables {
        requirements = List.copyOf(requirements);
        notBuilt = Map.copyOf(notBuilt);
        pending = Set.copyOf(pending);
    }

    /** The tables of the checkout at {@code root}. */
    static Tables read(Path root) throws IOException {
        Map<String, String> notBuilt = new LinkedHashMap<>();
        for (String row : rows(root.resolve(NOT_BUILT))) {
            String[] columns = row.split("\t", 2);
            notBuilt.put(columns[0], columns[1]);
        }
        return new Tables(
                rows(root.resolve(REQUIREMENTS)).stream()
                        .map(Requirement::parse)
                        .toList(),
                notBuilt,
                new TreeSet<>(rows(root.resolve(PENDING))));
    }

    private static List<String> rows(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream().filter(Tables::isRow).toList()
                : List.of();
    }

    private static boolean isRow(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    /** Takes {@code done} off the list of what is pending; the comments of the list stay. */
    static void shrinkPending(Path root, Set<String> done) throws IOException {
        Path file = root.resolve(PENDING);
        if (Files.exists(file)) {
            Stream<String> left = Files.readAllLines(file).stream().filter(line -> !done.contains(line.strip()));
            Files.write(file, left.toList());
        }
    }
}
