package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/**
 * A thread of our own that opens a connection, works with it and closes it. The server's pooled threads never touch the
 * database: what a driver leaves behind in a thread ends with this one, which {@link #close} waits for.
 */
final class StoreThread implements AutoCloseable {
    private final Thread thread;
    private final Jobs<?> jobs;

    private StoreThread(Thread thread, Jobs<?> jobs) {
        this.thread = thread;
        this.jobs = jobs;
    }

    /** Opens a connection. */
    interface Opener {
        Sql open() throws SQLException, OutboxException;
    }

    /** What a thread does until its jobs end. */
    interface Loop {
        void run(Sql sql);
    }

    /** Starts a thread and waits until its connection is open. */
    static StoreThread start(String name, Jobs<?> jobs, Opener opener, Loop loop) throws OutboxException {
        CompletableFuture<Boolean> opened = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> live(opener, opened, loop), name, 0, false);
        thread.setDaemon(true);
        // Not ours: what the JDK starts for the first time on this thread keeps the context class loader for ever.
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        thread.start();
        StoreThread started = new StoreThread(thread, jobs);
        try {
            Jobs.await(opened);
            return started;
        } catch (OutboxException e) {
            started.close();
            throw e;
        }
    }

    private static void live(Opener opener, CompletableFuture<Boolean> opened, Loop loop) {
        try (Sql sql = opener.open()) {
            opened.complete(true);
            loop.run(sql);
        } catch (SQLException | OutboxException | RuntimeException | LinkageError e) {
            if (!opened.completeExceptionally(e)) {
                System.getLogger(StoreThread.class.getName())
                        .log(System.Logger.Level.WARNING, "The outbox did not close well", e);
            }
        }
    }

    /** Lets the thread do what waits, and waits for its end. */
    @Override
    public void close() {
        jobs.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
