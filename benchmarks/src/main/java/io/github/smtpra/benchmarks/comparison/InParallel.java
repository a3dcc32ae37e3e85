package io.github.smtpra.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** So many threads that share so many steps. */
public final class InParallel {
    private InParallel() {}

    /** What one thread does with its share. */
    public interface Work {
        /** Does steps as long as {@code steps} gives one. */
        void run(Steps steps) throws Exception;
    }

    /** What is left to do. Safe for use by many threads. */
    public static final class Steps {
        private final AtomicInteger left;

        Steps(int count) {
            left = new AtomicInteger(count);
        }

        /** Takes a step, if one is left. */
        public boolean take() {
            return left.getAndDecrement() > 0;
        }
    }

    /** Runs {@code work} on {@code threads}; what that took. */
    public static Meter.Took run(int threads, int count, Work work) throws Exception {
        Steps steps = new Steps(count);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Meter meter = new Meter();
            List<Callable<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(() -> {
                    work.run(steps);
                    return true;
                });
            }
            for (Future<Boolean> one : pool.invokeAll(all)) {
                one.get();
            }
            return meter.took();
        } finally {
            pool.shutdown();
        }
    }
}
