package io.github.smtpra.it.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a server is started that can be killed at each {@link KillPoint}, and that recovers soon. */
final class MortalJvm {
    private MortalJvm() {}

    /** For the JVM: the points' triggers, and the agent's script, lie in {@code directory}. */
    static List<String> options(Path directory) throws IOException {
        Path script = directory.resolve("kill.btm");
        Files.writeString(
                script,
                Stream.of(KillPoint.values())
                        .map(point -> point.rules(directory))
                        .collect(Collectors.joining("\n")));
        String agent = Objects.requireNonNull(System.getProperty("it.byteman"));
        return List.of(
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.awt.headless=true",
                "-Djboss.modules.system.pkgs=org.jboss.byteman",
                "-javaagent:" + agent + "=script:" + script + ",boot:" + agent);
    }

    /** For the server, whose mail goes to {@code relayPort} on loopback. */
    static List<String> arguments(int relayPort) {
        return List.of(
                "-Dsmtp-ra.relayHost=127.0.0.1",
                "-Dsmtp-ra.relayPort=" + relayPort,
                "-Dsmtp-ra.relayTls=off",
                "-Dsmtp-ra.retryFirst=1s",
                "-Dsmtp-ra.bounceAddress=bounces@example.com",
                "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=1",
                "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=1",
                "-DJTAEnvironmentBean.orphanSafetyInterval=5000");
    }
}
