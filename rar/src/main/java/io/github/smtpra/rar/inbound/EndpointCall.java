package io.github.smtpra.rar.inbound;

import jakarta.resource.spi.work.Work;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One call of a bean as a piece of the server's work: its thread is the server's, so security and naming are as the bean
 * expects them.
 */
final class EndpointCall<T> implements Work {
    private final ClassLoader beanLoader;
    private final Callable<T> call;
    private volatile @Nullable T result;
    private volatile @Nullable Exception failure;

    EndpointCall(ClassLoader beanLoader, Callable<T> call) {
        this.beanLoader = beanLoader;
        this.call = call;
    }

    @Override
    public void run() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // beforeDelivery takes it back at afterDelivery only on some servers.
        thread.setContextClassLoader(beanLoader);
        try {
            result = call.call();
        } catch (Exception e) {
            failure = e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Nothing to release: a delivery that has begun ends by itself, within its transaction's time. */
    @Override
    public void release() {}

    /** What the call returned. */
    T result() throws Exception {
        if (failure != null) {
            throw failure;
        }
        T value = result;
        if (value == null) {
            throw new IllegalStateException("the server never ran the call");
        }
        return value;
    }
}
