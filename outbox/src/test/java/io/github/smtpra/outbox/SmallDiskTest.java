package io.github.smtpra.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is really full, and one that can only be read: a few megabytes of memory, mounted in a namespace of their
 * own, where the system lets users do that (Linux). Elsewhere the tests are skipped, loudly.
 */
class SmallDiskTest {
    @TempDir
    Path directory;

    private String java(String what) {
        return Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1 -cp "
                + System.getProperty("java.class.path") + " " + SmallDiskProcess.class.getName() + " " + what + " "
                + directory.resolve("disk");
    }

    private Map<String, String> run(String script) throws IOException, InterruptedException {
        Path disk = Files.createDirectories(directory.resolve("disk"));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        "unshare", "-rm", "sh", "-ec", "mount -t tmpfs -o size=3m tmpfs " + disk + "\n" + script)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the process hangs");
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        Map<String, String> values = new HashMap<>();
        said.lines().filter(line -> line.contains("=")).forEach(line -> {
            int end = line.indexOf('=');
            values.put(line.substring(0, end), line.substring(end + 1));
        });
        return values;
    }

    private void requireMounts() throws InterruptedException {
        boolean can = false;
        try {
            can = new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", directory.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // No such program here.
        }
        if (!can) {
            System.err.println("SKIPPED: a full disk; unshare -rm can not mount a tmpfs here");
        }
        assumeTrue(can, "no mounts for users");
    }

    // RFC 5321 §6.1 (OPS-002)
    @Test
    void aFullDiskRefusesMailLosesNoneAndTakesItAgainWhenThereIsSpace() throws Exception {
        requireMounts();

        Map<String, String> seen = run(java("full"));

        assertThat(seen.get("refused")).containsAnyOf("is full", "No space left");
        assertThat(seen)
                .containsEntry("accepted-when-full", "false")
                .containsEntry("prepared-when-full", "XA 100")
                .containsEntry("accepted-with-space", "true")
                .containsEntry("ledger-when-full", "refused")
                .containsEntry("ledger-with-space", "Fresh")
                .containsEntry("claimed", seen.get("accepted"))
                .containsEntry("recorded", seen.get("accepted"))
                .containsEntry("left", "0");
        assertThat(Integer.parseInt(seen.getOrDefault("accepted", "0"))).isGreaterThan(5);
    }

    // RFC 5321 §6.1 (OPS-002)
    @Test
    void aDirectoryThatCanOnlyBeReadIsRefusedByName() throws Exception {
        requireMounts();
        Path disk = directory.resolve("disk");

        Map<String, String> seen = run(java("make") + "\nmount -o remount,ro " + disk + "\n" + java("open"));

        assertThat(seen).doesNotContainKey("opened");
        assertThat(seen.get("refused")).contains(disk.toString()).containsIgnoringCase("read-only");
    }

    // RFC 5321 §6.1 (OPS-002)
    @Test
    void noOutboxIsMadeOnAFullDisk() throws Exception {
        requireMounts();

        Map<String, String> seen =
                run("head -c 4m /dev/zero > " + directory.resolve("disk/filler") + " || true\n" + java("open"));

        assertThat(seen).doesNotContainKey("opened");
        assertThat(seen.get("refused")).contains(directory.resolve("disk").toString());
    }
}
