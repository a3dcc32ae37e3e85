package io.github.smtpra.it.peers;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A program that is installed on this machine. */
final class Program {
    private static final long PATIENCE_SECONDS = 240;

    private final Path path;

    private Program(Path path) {
        this.path = path;
    }

    /**
     * The program {@code name}. Where it is missing the test is skipped, and says so; where {@code CI} is set to
     * {@code true}, as environment variable or system property, it fails.
     *
     * @param debianPackage what to install
     */
    static Program require(String name, String debianPackage) {
        return directories()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Program::new)
                .orElseThrow(() -> missing("the program " + name + " (Debian package " + debianPackage + ")"));
    }

    /** A program of the JDK that runs the tests. */
    static Program ofJava(String name) {
        return new Program(Path.of(System.getProperty("java.home", ""), "bin", name));
    }

    /** Root's own directories too, which are in nobody else's PATH. */
    private static Stream<Path> directories() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin", "/sbin"))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of);
    }

    /** Skips the test for want of {@code what}, or fails it; never returns. */
    static RuntimeException missing(String what) {
        if ("true".equals(System.getenv("CI")) || Boolean.getBoolean("CI")) {
            throw new AssertionError(what + " is missing, and CI=true");
        }
        System.err.println("**** TEST SKIPPED: " + what + " is missing ****");
        throw new TestAbortedException(what + " is missing");
    }

    /** Runs it to its end, which must be a good one, and returns what it has said. */
    String run(String... arguments) throws IOException {
        return run(Path.of("/dev/null"), List.of(arguments));
    }

    /** The same with {@code input} as its standard input. */
    String run(Path input, List<String> arguments) throws IOException {
        Path output = Files.createTempFile("smtp-ra-it", ".out");
        try {
            Process process = new ProcessBuilder(command(arguments))
                    .redirectInput(input.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = ends(process);
            process.destroyForcibly();
            String said = new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(command(arguments) + (ended ? " failed:\n" : " hangs:\n") + said);
            }
            return said;
        } finally {
            Files.delete(output);
        }
    }

    private static boolean ends(Process process) {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(path.toString());
        command.addAll(arguments);
        return command;
    }
}
