package io.github.smtpra.engine.listener;

import io.github.smtpra.engine.thread.Threads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a listener's connections, one for each that is open; how many there may be is the listener's to bound.
 *
 * <p>Where there are virtual threads, a connection that waits for long has one of these, and costs little. One whose client
 * talks has a thread of the platform, which the kernel wakes at once; a virtual one is woken by way of two others. Where there are
 * none, each has a thread of the platform for as long as it is open. They are kept for half a minute.
 */
final class ConnectionThreads implements AutoCloseable {
    private static final int MAX_BUSY = 256;
    private static final long KEPT_SECONDS = 30;
    private static final long FAREWELL_MILLIS = 500;

    /** What kind of thread a task has. */
    enum Place {
        /** One of the few for those that talk: to be left when there is nothing to do for a while. */
        BUSY,
        /** One of its own, to wait on for as long as it takes. */
        OWN
    }

    /** Work that may go from one thread to another. */
    interface Task {
        /** Runs until it ends, or until it has been given to another thread. */
        void run(Place place);
    }

    private final ThreadFactory own;
    private final ExecutorService pool;
    private final Semaphore busy = new Semaphore(Threads.areVirtual() ? MAX_BUSY : 0);

    ConnectionThreads(String name) {
        own = Threads.newThreadFactory(name);
        pool = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEPT_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Threads.newPlatformThreadFactory(name));
    }

    /** Whether connections that wait do so on virtual threads. */
    static boolean areVirtual() {
        return Threads.areVirtual();
    }

    /** Begins a task, which has something to do. */
    void begin(Task task) {
        if (!tryBusy(task)) {
            own(task);
        }
    }

    /** Gives it a thread of the busy ones, if there is one free. */
    boolean tryBusy(Task task) {
        if (!busy.tryAcquire()) {
            return false;
        }
        try {
            pool.execute(() -> runBusy(task));
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            busy.release();
            return false;
        }
    }

    private void runBusy(Task task) {
        try {
            task.run(Place.BUSY);
        } finally {
            busy.release();
        }
    }

    /** Gives it a thread of its own. */
    void own(Task task) {
        if (areVirtual()) {
            own.newThread(() -> task.run(Place.OWN)).start();
        } else {
            pool.execute(() -> task.run(Place.OWN));
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
