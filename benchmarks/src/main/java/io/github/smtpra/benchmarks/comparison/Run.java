package io.github.smtpra.benchmarks.comparison;

/**
 * One run of one contender.
 *
 * @param perSecond mails, or whatever is counted
 * @param cpuPer10k seconds of its processor time for ten thousand of them
 */
public record Run(double perSecond, double cpuPer10k) {
    private static final double NANOS = 1e9;

    /** What {@code count} things in so many nanoseconds make. */
    public static Run of(int count, long nanos, long cpuNanos) {
        return new Run(count * NANOS / nanos, cpuNanos / NANOS * 10_000 / count);
    }
}
