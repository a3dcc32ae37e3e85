package io.github.smtpra.benchmarks.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Java that runs servers and generators with our class path.
 *
 * @param version its feature version
 * @param home where it lies
 */
public record Java(int version, Path home) {
    /** The one that runs us. */
    public static Java own() {
        return new Java(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    }

    /** Those that are installed where Debian and others put them, and our own; one of each version. */
    public static List<Java> installed() throws IOException {
        List<Java> found = new ArrayList<>(List.of(own()));
        Path all = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(all)) {
            try (Stream<Path> homes = Files.list(all)) {
                homes.sorted().forEach(home -> add(found, home));
            }
        }
        return List.copyOf(found);
    }

    /** The newest that is installed. */
    public static Java newest() throws IOException {
        return installed().stream().max((a, b) -> a.version() - b.version()).orElseThrow();
    }

    private static void add(List<Java> found, Path home) {
        int version = versionOf(home);
        if (version >= 17 && found.stream().noneMatch(java -> java.version() == version)) {
            found.add(new Java(version, home));
        }
    }

    private static int versionOf(Path home) {
        try (Stream<String> release = Files.lines(home.resolve("release"))) {
            return release.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("^JAVA_VERSION=\"(\\d+).*", "$1"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** The command that runs {@code mainClass}. */
    public List<String> command(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(List.of(arguments));
        return command;
    }
}
