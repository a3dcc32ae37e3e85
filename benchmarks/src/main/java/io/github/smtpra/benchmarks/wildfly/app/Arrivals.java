package io.github.smtpra.benchmarks.wildfly.app;

/** What beans have been given, in all. Safe for use by many threads. */
final class Arrivals {
    private static final Arrivals ALL = new Arrivals();

    private long count;

    private Arrivals() {}

    static Arrivals all() {
        return ALL;
    }

    synchronized void one() {
        count++;
        notifyAll();
    }

    synchronized long count() {
        return count;
    }

    synchronized void await(long until) throws InterruptedException {
        while (count < until) {
            wait();
        }
    }
}
