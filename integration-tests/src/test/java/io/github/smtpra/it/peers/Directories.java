package io.github.smtpra.it.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole directories. */
public final class Directories {
    private Directories() {}

    /** Copies {@code from}, with all that is in it, to {@code to}, which is not there yet. */
    public static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        for (Path path : tree(from)) {
            Files.copy(path, to.resolve(from.relativize(path).toString()));
        }
    }

    /** Deletes {@code directory} with all that is in it, if it is there. */
    public static void delete(Path directory) throws IOException {
        for (Path path :
                tree(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
        }
    }

    /** {@code directory} and all that is in it, each directory before what it holds; nothing if it is not there. */
    public static List<Path> tree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.toList();
        }
    }
}
