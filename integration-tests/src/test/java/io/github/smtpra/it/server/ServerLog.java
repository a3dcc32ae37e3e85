package io.github.smtpra.it.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the server logs, from the time on that this is made. */
final class ServerLog {
    private static final Path FILE =
            Path.of(System.getProperty("it.directory", "target/it"), "arquillian", "log", "server.log");

    private final long begin;

    ServerLog() {
        this(size());
    }

    private ServerLog(long begin) {
        this.begin = begin;
    }

    /** All that the server has logged since it was started. */
    static ServerLog whole() {
        return new ServerLog(0);
    }

    private static long size() {
        try {
            return Files.size(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines() {
        try (SeekableByteChannel channel = Files.newByteChannel(FILE).position(begin);
                InputStream rest = Channels.newInputStream(channel)) {
            return new String(rest.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line with all of {@code parts} in it. */
    void awaitLineWith(String... parts) {
        Await.until("a line with " + Arrays.toString(parts), () -> lines().stream()
                .anyMatch(line -> Arrays.stream(parts).allMatch(line::contains)));
    }

    /** What an operator would look into. */
    List<String> alarms() {
        return lines().stream()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR ") || line.contains(" FATAL "))
                .toList();
    }
}
