package io.github.smtpra.benchmarks.comparison;

/** What a contender in a Java process of its own does, again and again. For one thread. */
public interface Job {
    /**
     * Does it once.
     *
     * @param task as the contender's own words for it
     * @return what the part took that counts
     */
    Meter.Took run(String task) throws Exception;
}
