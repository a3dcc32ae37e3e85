package io.github.smtpra.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server holds, after a full collection of its heap. The server runs with soft references that last no longer: the
 * JDK's cache of bean properties holds every activation spec by one.
 *
 * @param classLoaders modules of the server and of deployments
 * @param openFiles file descriptors; 0 where the system does not tell
 * @param natives mapped files of SQLite's library; 0 where the system does not tell
 */
record Footprint(long classLoaders, long openFiles, long natives) {
    private static final String LOADER = "org\\.jboss\\.modules\\.ModuleClassLoader";

    static Footprint of(Server server) {
        histogram(server.pid()); // The first collection finds what is to be finalised.
        Path process = Path.of("/proc", "" + server.pid());
        return new Footprint(objects(histogram(server.pid()), LOADER), openFiles(process), natives(process));
    }

    /** The tool collects all garbage before it counts. */
    private static String histogram(long pid) {
        Path jcmd = Path.of(System.getProperty("it.java.home", System.getProperty("java.home")), "bin", "jcmd");
        try {
            Process tool = new ProcessBuilder(jcmd.toString(), "" + pid, "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            return new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sums the second column, the number of objects, of the lines for {@code type}. */
    private static long objects(String histogram, String type) {
        Matcher line = Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + type + "( .*)?$")
                .matcher(histogram);
        return line.results().mapToLong(row -> Long.parseLong(row.group(1))).sum();
    }

    private static long openFiles(Path process) {
        if (!Files.isDirectory(process.resolve("fd"))) {
            return 0;
        }
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long natives(Path process) {
        if (!Files.isReadable(process.resolve("maps"))) {
            return 0;
        }
        try {
            return Files.readAllLines(process.resolve("maps")).stream()
                    .filter(line -> line.contains("sqlite"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .distinct()
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
