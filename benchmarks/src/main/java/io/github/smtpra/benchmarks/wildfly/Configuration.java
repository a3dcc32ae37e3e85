package io.github.smtpra.benchmarks.wildfly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The configuration that WildFly has for its full profile, with as many instances of a bean as there are senders, and
 * queues of messages that stay in memory however long they are.
 */
final class Configuration {
    static final String NAME = "standalone-full.xml";

    private Configuration() {}

    /** Copies it from the server in {@code home} to the one in {@code base}. */
    static void copy(Path home, Path base) throws IOException {
        Path to = Files.createDirectories(base.resolve("configuration"));
        try (Stream<Path> all = Files.list(home.resolve("standalone/configuration"))) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
        Path file = to.resolve(NAME);
        String text = Files.readString(file);
        text = replaced(text, "derive-size=\"from-cpu-count\"", "max-pool-size=\"20\"");
        text = replaced(text, "max-size-bytes=\"10485760\"", "max-size-bytes=\"-1\"");
        Files.writeString(file, text);
    }

    private static String replaced(String text, String from, String to) throws IOException {
        if (!text.contains(from)) {
            throw new IOException(NAME + " has no " + from);
        }
        return text.replace(from, to);
    }
}
