package io.github.smtpra.it.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Packages of Debian as files, downloaded once for each build directory and not installed. */
final class Debian {
    private static final long PATIENCE_SECONDS = 120;

    private Debian() {}

    /** The file of {@code name}; the test ends here if it can not be had. */
    static synchronized Path file(String name) throws IOException {
        Path directory = Path.of(Objects.requireNonNull(System.getProperty("it.directory")), "debian");
        Files.createDirectories(directory);
        Optional<Path> kept = find(directory, name);
        if (kept.isPresent()) {
            return kept.get();
        }
        if (!download(directory, name)) {
            apt(directory, "update");
            download(directory, name);
        }
        return find(directory, name).orElseThrow(() -> Program.missing("the Debian package " + name));
    }

    private static Optional<Path> find(Path directory, String name) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "_"))
                    .findFirst();
        }
    }

    private static boolean download(Path directory, String name) throws IOException {
        return apt(directory, "download", name);
    }

    private static boolean apt(Path directory, String... arguments) throws IOException {
        Program.require("apt-get", "apt");
        Process process = new ProcessBuilder(Stream.concat(Stream.of("apt-get", "-q"), Stream.of(arguments))
                        .toList())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("apt.log").toFile())
                .start();
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }
}
