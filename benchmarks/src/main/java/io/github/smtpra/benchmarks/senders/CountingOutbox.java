package io.github.smtpra.benchmarks.senders;

import io.github.smtpra.outbox.Outbox;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** An outbox that counts the outcomes that have been recorded. Safe for use by many threads. */
public final class CountingOutbox {
    private final Outbox real;
    private final CountDownLatch left;

    /** Counts {@code count} outcomes of {@code real}. */
    public CountingOutbox(Outbox real, int count) {
        this.real = real;
        left = new CountDownLatch(count);
    }

    /** The outbox to be used. */
    public Outbox outbox() {
        return (Outbox) Proxy.newProxyInstance(
                Outbox.class.getClassLoader(),
                new Class<?>[] {Outbox.class},
                (proxy, method, values) -> call(method, values));
    }

    private @Nullable Object call(Method method, Object[] values) throws Throwable {
        try {
            return method.invoke(real, values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (method.getName().equals("record")) {
                left.countDown();
            }
        }
    }

    /** Waits until all have ended. */
    public void awaitAll() throws InterruptedException {
        left.await();
    }
}
