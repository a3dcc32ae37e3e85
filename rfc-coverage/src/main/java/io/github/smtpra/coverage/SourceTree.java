package io.github.smtpra.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All files of a checkout that can cite a requirement: the sources of its modules, and transcripts of their tests. */
final class SourceTree {
    /** This tool speaks of ids without meaning them. */
    private static final String OURSELVES = "rfc-coverage";

    private SourceTree() {}

    /** All citations under {@code root}. */
    static List<Citation> citations(Path root) throws IOException {
        List<Citation> found = new ArrayList<>();
        for (Path module : modules(root)) {
            for (Path file : files(module.resolve("src/main"), ".java")) {
                found.addAll(JavaSources.citations(root, file, Citation.Kind.CODE));
            }
            for (Path file : files(module.resolve("src/test"), ".java")) {
                found.addAll(JavaSources.citations(root, file, Citation.Kind.TEST));
            }
            for (Path file : files(module.resolve("src/test"), ".smtp")) {
                found.addAll(transcript(root, file));
            }
        }
        return found;
    }

    private static List<Path> modules(Path root) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> Files.exists(child.resolve("pom.xml")))
                    .filter(child -> !child.endsWith(OURSELVES))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** A transcript proves what its comments name, as a whole. */
    private static List<Citation> transcript(Path root, Path file) throws IOException {
        String place = String.valueOf(file.getFileName());
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("#"))
                .flatMap(JavaSources::ids)
                .map(id -> new Citation(id, Citation.Kind.TEST, name(root, file), place))
                .toList();
    }

    /** The name of {@code file} from {@code root} on, the same on every system. */
    static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
