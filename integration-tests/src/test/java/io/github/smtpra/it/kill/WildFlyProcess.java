package io.github.smtpra.it.kill;

import io.github.smtpra.it.peers.Await;
import io.github.smtpra.it.peers.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A WildFly in a process of its own, with a directory of its own beside the unpacked server. Its data outlive it, so that
 * it can be killed and {@linkplain #start started} again. For one thread at a time.
 */
final class WildFlyProcess implements AutoCloseable {
    private static final int PORT_OFFSET = 2000;
    static final int HTTP_PORT = 8080 + PORT_OFFSET;

    private static final Duration BOOT = Duration.ofMinutes(3);
    private static final Duration DEATH = Duration.ofMinutes(1);

    private final Path base;
    private final List<String> jvmOptions;
    private final List<String> arguments;
    private int boots;
    private @Nullable Process process;

    /**
     * A server that is not started yet, without data.
     *
     * @param base its directory, which is made anew
     * @param jvmOptions for the JVM, before the main class
     * @param arguments for the server, behind it
     */
    WildFlyProcess(Path base, List<String> jvmOptions, List<String> arguments) throws IOException {
        this.base = base;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.arguments = List.copyOf(arguments);
        Directories.delete(base);
        Directories.copy(home().resolve("standalone/configuration"), base.resolve("configuration"));
        Files.createDirectories(deployments());
    }

    private static Path home() {
        return Path.of(property("it.server"));
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }

    /** What lies here is deployed when the server starts. */
    Path deployments() {
        return base.resolve("deployments");
    }

    /** Where the server and its adapters keep their data. */
    Path data() {
        return base.resolve("data");
    }

    /** Starts it, and waits until everything is deployed. */
    void start() throws Exception {
        Process started = launch();
        Await.until("the start of the server, see " + console(), BOOT, () -> {
            if (!started.isAlive()) {
                throw new AssertionError("the server ended, see " + console());
            }
            return console(boots).contains("WFLYSRV0025") || console(boots).contains("WFLYSRV0026");
        });
        if (!console(boots).contains("WFLYSRV0025")) {
            throw new AssertionError("the server started with errors, see " + console());
        }
    }

    /** Starts it, and waits for nothing: it may die at once. */
    Process launch() throws IOException {
        boots++;
        Process started = builder().start();
        process = started;
        return started;
    }

    private ProcessBuilder builder() {
        List<String> command = new ArrayList<>();
        command.add(home().resolve("bin/standalone.sh").toString());
        command.add("-Djboss.server.base.dir=" + base);
        command.add("-Djboss.socket.binding.port-offset=" + PORT_OFFSET);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(console().toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JBOSS_HOME", home().toString());
        environment.put("JAVA_HOME", property("it.java.home"));
        environment.put("JAVA_OPTS", String.join(" ", jvmOptions));
        return builder;
    }

    private Path console() {
        return base.resolve("console-" + boots + ".log");
    }

    private String console(int boot) throws IOException {
        return Files.readString(base.resolve("console-" + boot + ".log"));
    }

    /** All that the server has said, in all its lives. */
    String wholeConsole() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path console : consoles()) {
            all.append(Files.readString(console));
        }
        return all.toString();
    }

    /** Waits until it is dead, killed by what it was started with. */
    void awaitDeath() throws Exception {
        Process dying = Objects.requireNonNull(process);
        if (!dying.waitFor(DEATH.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the server was not killed, see " + console());
        }
    }

    /** Whether it has died within {@code time}, killed by what it was started with. */
    boolean hasDiedWithin(Duration time) throws InterruptedException {
        return Objects.requireNonNull(process).waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many lines it has said in this life. */
    long linesSaid() throws IOException {
        return console(boots).lines().count();
    }

    /** Everything it has said in its lives, a file each. */
    List<Path> consoles() {
        return IntStream.rangeClosed(1, boots)
                .mapToObj(boot -> base.resolve("console-" + boot + ".log"))
                .toList();
    }

    /** Kills it without a warning: SIGKILL, for the JVM and the script around it. */
    void kill() {
        Process victim = process;
        if (victim != null) {
            List<ProcessHandle> all = Stream.concat(victim.descendants(), Stream.of(victim.toHandle()))
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(one ->
                    one.onExit().orTimeout(DEATH.toSeconds(), TimeUnit.SECONDS).join());
        }
    }

    @Override
    public void close() {
        kill();
    }
}
