package io.github.smtpra.it.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Adds users of applications as an operator does. The running server sees them at once. */
final class Users {
    private static final Path SERVER = Path.of(System.getProperty("it.server", "target/wildfly"));
    private static final Path CONFIGURATION =
            Path.of(System.getProperty("it.directory", "target/it"), "arquillian", "configuration");

    private Users() {}

    /** A user of the application realm; without a role if there is none in {@code groups}. */
    static void add(String name, String password, String... groups) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("sh", SERVER.resolve("bin/add-user.sh").toString()));
        command.addAll(List.of("-a", "-u", name, "-p", password, "-sc", CONFIGURATION.toString(), "--silent"));
        if (groups.length > 0) {
            command.addAll(List.of("-g", String.join(",", groups)));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("it.java.home", System.getProperty("java.home")));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("add-user gave " + process.exitValue() + ": " + output);
        }
    }
}
