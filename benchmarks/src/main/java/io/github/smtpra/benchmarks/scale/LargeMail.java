package io.github.smtpra.benchmarks.scale;

import io.github.smtpra.benchmarks.comparison.Loopback;
import io.github.smtpra.benchmarks.comparison.TemporaryDirectory;
import io.github.smtpra.benchmarks.senders.CountingOutbox;
import io.github.smtpra.benchmarks.senders.Services;
import io.github.smtpra.benchmarks.sending.Load;
import io.github.smtpra.benchmarks.sending.Sink;
import io.github.smtpra.engine.delivery.DeliveryService;
import io.github.smtpra.engine.listener.StoreAndForward;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** One large mail: received by our listener, put into our outbox on disk, delivered to Postfix's sink. */
final class LargeMail {
    private LargeMail() {}

    /** Prints how long a mail of {@code mebibytes} took, and the most memory that there was. */
    static void measure(int mebibytes) throws IOException, InterruptedException {
        try (TemporaryDirectory directory = TemporaryDirectory.make();
                Sink sink = Sink.start();
                Outbox outbox = Outboxes.acquire(directory.path().resolve("outbox"), Clock.systemUTC())) {
            CountingOutbox counting = new CountingOutbox(outbox, 1);
            int port = Loopback.freePort();
            Path spool = Files.createDirectories(directory.path().resolve("spool"));
            StoreAndForward.open(port, spool, outbox);
            try (DeliveryService service = Services.of(counting.outbox(), new Load(sink.port(), 1, 1))) {
                service.start();
                long begin = System.nanoTime();
                send(port, mebibytes);
                long received = System.nanoTime();
                counting.awaitAll();
                print(mebibytes, received - begin, System.nanoTime() - received);
            }
        }
    }

    private static void send(int port, int mebibytes) throws IOException, InterruptedException {
        List<String> command = List.of(
                "smtp-source", "-4", "-m", "1", "-l", Long.toString((long) mebibytes << 20), "127.0.0.1:" + port);
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("the mail was not taken");
        }
    }

    private static void print(int mebibytes, long inNanos, long outNanos) throws IOException {
        System.out.printf(
                "%nA mail of %d MiB: %.1f s in, %.1f s more until it was out; at most %d MiB of heap in use (limit %d),"
                        + " resident %s%n",
                mebibytes,
                inNanos / 1e9,
                outNanos / 1e9,
                mostHeap() >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                resident());
    }

    private static long mostHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private static String resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.substring("VmHWM:".length()).strip())
                .findFirst()
                .orElse("unknown");
    }
}
