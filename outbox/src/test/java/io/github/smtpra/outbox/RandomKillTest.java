package io.github.smtpra.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills process after process at random, all on one outbox: nothing accepted is lost, nothing undone is sent, and what is
 * sent twice was marked. {@code -Dkills=200 -Dseed=…} makes a long run of it; see docs/outbox-format.md.
 */
class RandomKillTest {
    /** Steps that a life may take at most: some end while they recover, others after a hundred mails. */
    private static final int LONGEST = 600;

    @TempDir
    Path directory;

    // RFC 5321 §4.5.4.1, §6.1 (CLI-050, OPS-001)
    @Test
    void nothingIsLostNothingUndoneIsSentAndDuplicatesAreMarked() throws Exception {
        int kills = Integer.getInteger("kills", 8);
        long seed = Long.getLong("seed", System.nanoTime());
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("RandomKillTest: kills=" + kills + " seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < kills; i++) {
            // Every fourth dies early, in recovery or soon behind it; often so twice in a row.
            int steps = 1 + random.nextInt(random.nextInt(4) == 0 ? 20 : LONGEST);
            assertThat(run(random.nextLong(), steps))
                    .as("life %s of seed %s", i, seed)
                    .isEqualTo(RandomLife.KILLED);
        }
        assertThat(run(1, 0)).isZero();

        LifeLog.Story story = LifeLog.read(directory.resolve("life.log"));
        out.println("RandomKillTest: accepted=" + story.accepted() + " marked duplicates=" + story.duplicates());
        assertThat(story.faults()).as("seed %s", seed).isEmpty();
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws Exception {
        try (Outbox outbox = Outboxes.acquire(directory, Clock.systemUTC())) {
            assertThat(outbox.nextDue()).isEmpty();
            assertThat(outbox.branchResource().recover(XAResource.TMSTARTRSCAN)).isEmpty();
            assertThat(outbox.queue().statistics().mails().queued()).isZero();
            assertThat(directory.resolve("content")).isEmptyDirectory();
        }
    }

    private int run(long seed, int steps) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RandomLife.class.getName(),
                        directory.toString(),
                        Long.toString(seed),
                        Integer.toString(steps))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("last-words").toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the process hangs");
        }
        return process.exitValue();
    }
}
