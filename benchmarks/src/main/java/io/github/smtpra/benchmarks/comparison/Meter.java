package io.github.smtpra.benchmarks.comparison;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Measures the time and this process's processor time from when it was made. */
public final class Meter {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final long cpu = SYSTEM.getProcessCpuTime();
    private final long begin = System.nanoTime();

    /** What it has taken until now. */
    public Took took() {
        return new Took(System.nanoTime() - begin, SYSTEM.getProcessCpuTime() - cpu);
    }

    /**
     * What something has taken.
     *
     * @param nanos from its beginning to its end
     * @param cpuNanos of the processors
     */
    public record Took(long nanos, long cpuNanos) {}
}
