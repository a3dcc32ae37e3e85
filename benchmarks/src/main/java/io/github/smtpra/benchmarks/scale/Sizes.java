package io.github.smtpra.benchmarks.scale;

import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.api.queue.QueueSelection;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Hold;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.benchmarks.comparison.TemporaryDirectory;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Diagnosis;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.outbox.RecipientOutcome;
import io.github.smtpra.outbox.StagedMail;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What a mail of 1 KiB costs in a queue of many others, of which half are due and half wait. */
final class Sizes {
    private static final int BATCH = 500;
    private static final int MEASURED = 500;
    private static final int DESTINATIONS = 50;
    private static final byte[] OCTETS = ("Subject: x\r\n\r\n" + "y".repeat(1000)).getBytes(StandardCharsets.US_ASCII);
    private static final Diagnosis OK = new Diagnosis(new EnhancedStatusCode(2, 0, 0), "mx.example", "250 ok", "ok");

    private Sizes() {}

    /** Prints a line for each of {@code sizes}, which grow. */
    static void measure(List<Integer> sizes) throws Exception {
        System.out.println(
                "| others | open ms | submit µs | claim and record µs | statistics ms | destinations ms | page ms | heap MiB |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        try (TemporaryDirectory directory = TemporaryDirectory.make()) {
            int there = 0;
            for (int size : sizes) {
                fill(directory.path(), size - there);
                there = size;
                System.out.println(line(directory.path(), size));
            }
        }
    }

    private static void fill(Path directory, int mails) throws Exception {
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

    private static StagedMail staged(Outbox outbox, int number) throws Exception {
        Envelope envelope = Envelope.from("a@example.com").to("b@host" + number % 1000 + ".example");
        TransferOptions options =
                number % 2 == 0 ? TransferOptions.NONE : TransferOptions.NONE.withHold(Hold.during(Duration.ofDays(1)));
        return outbox.stage(envelope.withOptions(options), new ByteArrayInputStream(OCTETS));
    }

    private static String line(Path directory, int size) throws Exception {
        long start = System.nanoTime();
        try (Outbox outbox = Outboxes.acquire(directory, Clock.systemUTC())) {
            double open = millis(start);
            submit(outbox);
            claim(outbox);
            double submit = submit(outbox);
            double claim = claim(outbox);
            MailQueue queue = outbox.queue();
            return String.format(
                    "| %d | %.0f | %.0f | %.0f | %.1f | %.1f | %.1f | %d |",
                    size,
                    open,
                    submit,
                    claim,
                    time(queue::statistics),
                    time(() -> queue.destinations(DESTINATIONS)),
                    time(() -> queue.list(QueueSelection.ALL)),
                    heap());
        }
    }

    private static double time(Callable<?> question) throws Exception {
        long start = System.nanoTime();
        question.call();
        return millis(start);
    }

    private static double submit(Outbox outbox) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < MEASURED; i++) {
            outbox.submit(List.of(staged(outbox, 0)));
        }
        return millis(start) * 1000 / MEASURED;
    }

    private static double claim(Outbox outbox) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < MEASURED; i++) {
            ClaimedMail mail = outbox.claim(1).get(0);
            outbox.finalDot(mail, List.of(0));
            RecipientOutcome delivered =
                    new RecipientOutcome(0, mail.recipients().get(0).recipient(), new Outcome.Delivered(OK));
            outbox.record(mail, List.of(delivered), List.of());
        }
        return millis(start) * 1000 / MEASURED;
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() >> 20;
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }
}
