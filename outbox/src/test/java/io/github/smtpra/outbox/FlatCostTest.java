package io.github.smtpra.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message of any size passes through a small heap. */
class FlatCostTest {
    @TempDir
    Path directory;

    @Test
    void aGibioctetIsStagedInAHeapOf24Mebioctets() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Staging.class.getName(),
                        directory.toString())
                .inheritIO()
                .start();

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** Stages a mail of 1 GiB and discards it. */
    static final class Staging {
        private Staging() {}

        public static void main(String[] args) throws Exception {
            try (Outbox outbox = Outboxes.acquire(Path.of(args[0]), Clock.systemUTC())) {
                StagedMail mail = outbox.stage(Mails.TO_ANN, Mails.large(1L << 30));
                if (mail.size() != 1L << 30) {
                    throw new AssertionError("size " + mail.size());
                }
                outbox.discard(List.of(mail));
            }
        }
    }
}
