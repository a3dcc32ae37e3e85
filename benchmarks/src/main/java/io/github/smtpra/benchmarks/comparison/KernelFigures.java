package io.github.smtpra.benchmarks.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel counts of a process.
 *
 * @param pid of the process
 */
public record KernelFigures(long pid) {
    private static final long TICK_NANOS = 10_000_000;

    /** Processor time that it has used so far. */
    public long cpuNanos() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        // Behind the name, which may have blanks: state, and then utime as the 12th and stime as the 13th.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_NANOS;
    }

    /** A figure in KiB: {@code VmRSS}, {@code VmHWM}. */
    public long memory(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no " + name);
    }

    /** Does {@code work}, which is so many things as it says, and measures what that takes this process. */
    public Run measure(Work work) throws Exception {
        long cpu = cpuNanos();
        long begin = System.nanoTime();
        int count = work.run();
        long nanos = System.nanoTime() - begin;
        return Run.of(count, nanos, cpuNanos() - cpu);
    }

    /** What somebody has the process do. */
    public interface Work {
        /** Does it; how many things that were. */
        int run() throws Exception;
    }
}
