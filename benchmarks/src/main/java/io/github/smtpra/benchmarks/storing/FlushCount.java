package io.github.smtpra.benchmarks.storing;

import io.github.smtpra.benchmarks.comparison.Java;
import io.github.smtpra.benchmarks.comparison.JobProcess;
import io.github.smtpra.benchmarks.stores.Writers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Counts how often a process asks the kernel to flush, by strace. */
final class FlushCount {
    private FlushCount() {}

    static boolean isPossible() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-V")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Flushes for each content. Opening and closing the store flushes a few times, too. */
    static double of(String[] job, Writers load) throws IOException {
        Path counts = Files.createTempFile("smtp-ra-benchmark", ".strace");
        List<String> strace = List.of(
                "strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-e", "signal=none", "-o", counts.toString());
        try (JobProcess process = JobProcess.start(strace, Java.newest(), job)) {
            process.run(load.toString(), load.count());
        }
        try (var lines = Files.lines(counts)) {
            long flushes = lines.filter(line -> line.contains("sync(")).count();
            return (double) flushes / load.count();
        } finally {
            Files.delete(counts);
        }
    }
}
