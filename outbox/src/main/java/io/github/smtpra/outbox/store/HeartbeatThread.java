package io.github.smtpra.outbox.store;

import io.github.smtpra.outbox.OutboxException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A heartbeat with a thread of its own, from {@link #start} to {@link #stop}. Used by one who starts and stops it. */
public final class HeartbeatThread implements Heartbeat {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    @Override
    public void start(Duration every, Beat beat) {
        Thread started = new Thread(null, () -> live(every, beat), "smtp-ra-outbox-lease", 0, false);
        started.setDaemon(true);
        started.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        thread = started;
        started.start();
    }

    private void live(Duration every, Beat beat) {
        while (!isStopped(every)) {
            try {
                beat.run();
            } catch (OutboxException | RuntimeException e) {
                System.getLogger(HeartbeatThread.class.getName())
                        .log(Level.WARNING, "This server could not renew its claims: {0}", e.getMessage());
            }
        }
    }

    private boolean isStopped(Duration within) {
        try {
            return stopped.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody of ours interrupts; a stray interrupt makes the next beat early.
            return stopped.getCount() == 0;
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        Thread last = thread;
        while (last != null && last.isAlive()) {
            try {
                last.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
