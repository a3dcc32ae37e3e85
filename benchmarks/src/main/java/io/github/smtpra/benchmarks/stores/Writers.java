package io.github.smtpra.benchmarks.stores;

/**
 * What is to be stored: contents of 4 KiB, each durable before the next one of its writer.
 *
 * @param writers in parallel
 * @param count contents in all
 */
public record Writers(int writers, int count) {
    static final int SIZE = 4096;

    /** The task that {@link #toString()} has written. */
    public static Writers parse(String text) {
        String[] parts = text.split(" ", -1);
        return new Writers(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public String toString() {
        return writers + " " + count;
    }
}
