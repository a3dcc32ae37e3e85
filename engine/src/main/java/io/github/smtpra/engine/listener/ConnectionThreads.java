package io.github.smtpra.engine.listener;

import io.github.smtpra.engine.thread.Threads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a listener's connections, one for each: virtual threads where there are any, else a pool of platform
 * threads that are kept for half a minute. How many there may be is the listener's to bound.
 */
final class ConnectionThreads implements Executor, AutoCloseable {
    private static final long KEPT_SECONDS = 30;
    private static final long FAREWELL_MILLIS = 500;

    private final ThreadFactory factory;
    private final ExecutorService pool;

    ConnectionThreads(String name) {
        factory = Threads.newThreadFactory(name);
        pool = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, KEPT_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    /** Whether connections run on virtual threads. */
    static boolean areVirtual() {
        return Threads.areVirtual();
    }

    @Override
    public void execute(Runnable connection) {
        if (areVirtual()) {
            factory.newThread(connection).start();
        } else {
            pool.execute(connection);
        }
    }

    /** Lets no thread linger, and waits a moment for those whose connections have just ended. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            pool.awaitTermination(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
