package io.github.smtpra.it.peers;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The zone {@code y.test}, which a Knot signs and serves, and an Unbound that knows its key and checks what it passes on. Both
 * from Debian's packages, unpacked and not installed.
 */
final class SignedZone implements AutoCloseable {
    static final int KNOT = 13601;
    static final int UNBOUND = 13602;

    private static final List<String> PACKAGES = List.of(
            "knot",
            "libknot13",
            "libdnssec9",
            "libzscanner4",
            "liburcu8",
            "liblmdb0",
            "libxdp1",
            "libbpf1",
            "unbound",
            "libprotobuf-c1",
            "libevent-2.1-7");

    /** A question for the start of the zone, to see whether somebody answers. */
    private static final byte[] QUESTION =
            HexFormat.of().parseHex("0007010000010000000000000179047465737400" + "0006" + "0001");

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();

    private SignedZone(Path directory) {
        this.directory = directory;
    }

    /** Starts both, for a zone of these {@code records}. */
    static SignedZone of(String records) throws Exception {
        SignedZone zone = new SignedZone(Files.createTempDirectory("smtp-ra-zone"));
        try {
            zone.start(records);
            return zone;
        } catch (Exception | AssertionError e) {
            zone.close();
            throw e;
        }
    }

    private void start(String records) throws Exception {
        for (String each : PACKAGES) {
            Program.require("dpkg", "dpkg").run("-x", Debian.file(each).toString(), directory.toString());
        }
        Files.writeString(directory.resolve("zone"), HEAD + records);
        Path knot = Files.writeString(directory.resolve("knot.conf"), KNOT_CONFIGURATION.formatted(directory, KNOT));
        run("knotd", "-c", knot.toString());
        await(KNOT);
        Files.writeString(anchor(), anchor(output("keymgr", "-c", knot.toString(), "y.test", "ds")));
        Path unbound = Files.writeString(
                directory.resolve("unbound.conf"), UNBOUND_CONFIGURATION.formatted(directory, KNOT, UNBOUND));
        run("unbound", "-d", "-c", unbound.toString());
        await(UNBOUND);
    }

    private static final String HEAD = """
            $ORIGIN y.test.
            $TTL 60
            @ SOA ns hostmaster 1 3600 600 86400 60
            @ NS ns
            ns A 127.0.0.1
            """;

    private static final String KNOT_CONFIGURATION = """
            server:
                rundir: "%1$s"
                listen: 127.0.0.1@%2$d
            log:
              - target: stderr
                any: info
            database:
                storage: "%1$s"
            policy:
              - id: one
                algorithm: ecdsap256sha256
                single-type-signing: on
            zone:
              - domain: y.test
                storage: "%1$s"
                file: zone
                dnssec-signing: on
                dnssec-policy: one
            """;

    private static final String UNBOUND_CONFIGURATION = """
            server:
              interface: 127.0.0.1@%3$d
              do-not-query-localhost: no
              username: ""
              chroot: ""
              directory: "%1$s"
              pidfile: ""
              use-syslog: no
              module-config: "validator iterator"
              local-zone: "test." nodefault
              trust-anchor-file: "%1$s/anchor"
            remote-control:
              control-enable: no
            stub-zone:
              name: y.test
              stub-addr: 127.0.0.1@%2$d
            """;

    /** The file with the key that signs the zone. */
    Path anchor() {
        return directory.resolve("anchor");
    }

    /** Of the lines {@code y.test. DS …} the one with SHA-256, as in a zone file. */
    private static String anchor(String lines) {
        return lines.lines()
                        .filter(line -> line.contains(" 13 2 "))
                        .findFirst()
                        .orElseThrow()
                        .replace(" DS", " 60 IN DS")
                + "\n";
    }

    private void run(String program, String... arguments) throws IOException {
        processes.add(builder(program, arguments)
                .redirectOutput(log(program).toFile())
                .start());
    }

    private String output(String program, String... arguments) throws IOException {
        Process process = builder(program, arguments)
                .redirectOutput(log(program).toFile())
                .start();
        await(process);
        return Files.readString(log(program));
    }

    private ProcessBuilder builder(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(directory.resolve("usr/sbin").resolve(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put(
                        "LD_LIBRARY_PATH",
                        directory.resolve("usr/lib").resolve(platform()).toString());
        return builder;
    }

    /** Debian's name of the directory for libraries. */
    private static String platform() {
        String architecture = Objects.requireNonNull(System.getProperty("os.arch"));
        return (architecture.equals("amd64") ? "x86_64" : architecture) + "-linux-gnu";
    }

    private Path log(String program) {
        return directory.resolve(program + ".log");
    }

    private static void await(int port) throws Exception {
        Await.until("the DNS at " + port, Duration.ofSeconds(20), () -> answers(port));
    }

    /** Whether what comes back has answers in it. */
    private static boolean answers(int port) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(1000);
            socket.connect(InetAddress.getLoopbackAddress(), port);
            socket.send(new DatagramPacket(QUESTION, QUESTION.length));
            DatagramPacket answer = new DatagramPacket(new byte[512], 512);
            socket.receive(answer);
            return answer.getData()[7] > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        processes.forEach(Process::destroy);
        processes.forEach(SignedZone::await);
        Directories.delete(directory);
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
