package io.github.smtpra.outbox;

import io.github.smtpra.api.queue.QueueSelection;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Hold;
import io.github.smtpra.api.smtp.TransferOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what a message costs in a queue of 10, of 10 thousand and of a million others, and how long it takes to open such
 * a queue; run when it is asked for, as docs/benchmarks.md says, and asserts nothing. Half of the others are due, half wait.
 */
@EnabledIfSystemProperty(named = "sizes", matches = ".+")
class QueueSizesTest {
    private static final int BATCH = 500;
    private static final int MEASURED = 500;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void theCostOfAMailInQueuesOfTheseSizes() throws Exception {
        OUT.println("| others | open ms | submit us | claim and record us | statistics ms | destinations ms | page ms |"
                + " heap MiB |");
        OUT.println("|---|---|---|---|---|---|---|---|");
        int there = 0;
        for (String text : System.getProperty("sizes", "10").split(",", 0)) {
            int size = Integer.parseInt(text);
            fill(directory, size - there);
            there = size;
            measure(directory, size);
        }
    }

    private static void fill(Path directory, int mails) throws IOException {
        try (Outbox outbox = Outboxes.acquire(directory, Clock.systemUTC())) {
            for (int done = 0; done < mails; done += BATCH) {
                List<StagedMail> batch = new ArrayList<>();
                for (int i = done; i < Math.min(mails, done + BATCH); i++) {
                    batch.add(staged(outbox, i));
                }
                outbox.submit(batch);
            }
        }
    }

    private static StagedMail staged(Outbox outbox, int number) throws IOException {
        Envelope envelope = Envelope.from("a@example.com").to("b@host" + number % 1000 + ".example");
        TransferOptions options =
                number % 2 == 0 ? TransferOptions.NONE : TransferOptions.NONE.withHold(Hold.during(Duration.ofDays(1)));
        return outbox.stage(envelope.withOptions(options), Mails.text("Subject: x\r\n\r\n" + "y".repeat(1000)));
    }

    private static void measure(Path directory, int size) throws Exception {
        long start = System.nanoTime();
        try (Outbox outbox = Outboxes.acquire(directory, Clock.systemUTC())) {
            double open = millis(start);
            cycle(outbox, MEASURED);
            double submit = submit(outbox, MEASURED);
            double claim = claim(outbox, MEASURED);
            start = System.nanoTime();
            outbox.queue().statistics();
            double statistics = millis(start);
            start = System.nanoTime();
            outbox.queue().destinations(50);
            double destinations = millis(start);
            start = System.nanoTime();
            outbox.queue().list(QueueSelection.ALL);
            double page = millis(start);
            System.gc();
            long heap =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            OUT.printf(
                    Locale.ROOT,
                    "| %d | %.0f | %.0f | %.0f | %.1f | %.1f | %.1f | %d |%n",
                    size,
                    open,
                    submit,
                    claim,
                    statistics,
                    destinations,
                    page,
                    heap >> 20);
        }
    }

    private static void cycle(Outbox outbox, int mails) throws IOException {
        submit(outbox, mails);
        claim(outbox, mails);
    }

    private static double submit(Outbox outbox, int mails) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < mails; i++) {
            outbox.submit(List.of(staged(outbox, 0)));
        }
        return millis(start) * 1000 / mails;
    }

    private static double claim(Outbox outbox, int mails) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < mails; i++) {
            ClaimedMail mail = outbox.claim(1).get(0);
            outbox.finalDot(mail, List.of(0));
            outbox.record(mail, Mails.all(mail, new Outcome.Delivered(Mails.OK)), List.of());
        }
        return millis(start) * 1000 / mails;
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }
}
