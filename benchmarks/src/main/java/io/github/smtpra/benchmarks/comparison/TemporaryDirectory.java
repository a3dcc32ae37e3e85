package io.github.smtpra.benchmarks.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory on the disk that is measured, deleted at the end: below {@code target}, since {@code /tmp} may be no disk.
 *
 * @param path where it is
 */
public record TemporaryDirectory(Path path) implements AutoCloseable {
    /** A new one. */
    public static TemporaryDirectory make() throws IOException {
        Path parent = Files.createDirectories(Path.of("benchmarks", "target", "stores"));
        return new TemporaryDirectory(Files.createTempDirectory(parent, "store"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepestFirst) {
                Files.deleteIfExists(one);
            }
        }
    }
}
