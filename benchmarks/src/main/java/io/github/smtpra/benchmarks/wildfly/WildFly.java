package io.github.smtpra.benchmarks.wildfly;

import io.github.smtpra.benchmarks.comparison.Java;
import io.github.smtpra.benchmarks.comparison.KernelFigures;
import io.github.smtpra.benchmarks.comparison.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A WildFly in a process of its own, with a directory of its own, and in it our adapter and the application. */
final class WildFly implements AutoCloseable {
    private static final int PORT_OFFSET = 5000;
    private static final int BOOT_SECONDS = 180;
    private static final Pattern JOURNAL = Pattern.compile("AMQ22101[23]: (.*)");

    private final Process process;
    private final Path console;
    private final int smtpPort;

    private WildFly(Process process, Path console, int smtpPort) {
        this.process = process;
        this.console = console;
        this.smtpPort = smtpPort;
    }

    /**
     * What it is made of.
     *
     * @param home where a WildFly was unpacked, which is not changed
     * @param rar our adapter
     */
    record Parts(Path home, Path rar) {}

    /** Starts one on the newest Java, whose mail goes to {@code relayPort}, and waits until it answers. */
    static WildFly start(Parts parts, Path base, int relayPort) throws IOException, InterruptedException {
        Configuration.copy(parts.home(), base);
        Deployment.make(parts.rar(), base.resolve("deployments"));
        int smtpPort = Loopback.freePort();
        Path console = base.resolve("console.log");
        ProcessBuilder builder = new ProcessBuilder(command(parts.home(), base, smtpPort, relayPort))
                .redirectErrorStream(true)
                .redirectOutput(console.toFile());
        builder.environment().put("JBOSS_HOME", parts.home().toString());
        builder.environment().put("JAVA_HOME", Java.newest().home().toString());
        WildFly server = new WildFly(builder.start(), console, smtpPort);
        server.awaitBoot();
        return server;
    }

    private static List<String> command(Path home, Path base, int smtpPort, int relayPort) {
        return List.of(
                home.resolve("bin/standalone.sh").toString(),
                "-c",
                Configuration.NAME,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.socket.binding.port-offset=" + PORT_OFFSET,
                "-Dsmtp-ra.port=" + smtpPort,
                "-Dsmtp-ra.relayHost=127.0.0.1",
                "-Dsmtp-ra.relayPort=" + relayPort,
                "-Dsmtp-ra.relayTls=off");
    }

    private void awaitBoot() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOOT_SECONDS);
        while (!Files.readString(console).contains("WFLYSRV0025")) {
            if (System.nanoTime() > end || Files.readString(console).contains("WFLYSRV0026") || !process.isAlive()) {
                String said = Files.readString(console);
                close();
                throw new IOException("the server does not start:\n" + said);
            }
            Thread.sleep(100);
        }
    }

    /** Where the bean's mail comes in. */
    int smtpPort() {
        return smtpPort;
    }

    /** The application in it. */
    Application application() {
        return new Application(8080 + PORT_OFFSET);
    }

    /** What the kernel counts of its JVM, which the script has started. */
    KernelFigures figures() {
        ProcessHandle jvm = process.descendants()
                .filter(one -> one.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow();
        return new KernelFigures(jvm.pid());
    }

    /** Which journal keeps its messages, in its own words. */
    String journal() throws IOException {
        Matcher matcher = JOURNAL.matcher(Files.readString(console));
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }
}
