package io.github.smtpra.rar.outbound;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs a piece of work on a thread of its own and waits for it. Opening and closing on the server's pooled threads would
 * leave thread locals there, and with them the class loader of an adapter that was undeployed long ago.
 */
final class ShortLivedThread {
    private ShortLivedThread() {}

    /**
     * What {@code work} returns; its class loader is that of the adapter.
     *
     * @throws Exception what {@code work} throws, or InterruptedException
     */
    static <T> T call(String name, Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(ShortLivedThread.class.getClassLoader());
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
