package io.github.smtpra.engine.thread;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes threads: virtual ones on Java 21 and later, platform ones before. */
public final class Threads {
    private static final @Nullable Method OF_VIRTUAL = ofVirtual();

    private Threads() {}

    private static @Nullable Method ofVirtual() {
        try {
            return Thread.class.getMethod("ofVirtual");
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** Whether {@link #newThreadFactory} makes virtual threads. */
    public static boolean areVirtual() {
        return OF_VIRTUAL != null;
    }

    /** Makes daemon threads named {@code name-1}, {@code name-2}, … */
    public static ThreadFactory newThreadFactory(String name) {
        return OF_VIRTUAL != null ? virtual(OF_VIRTUAL, name) : platform(name);
    }

    /** Makes platform threads whatever there is: for work that blocks in native code. */
    public static ThreadFactory platform(String name) {
        AtomicLong count = new AtomicLong();
        return work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** {@code Thread.ofVirtual().name(name + "-", 1).factory()}, which Java 17 can not compile. */
    private static ThreadFactory virtual(Method ofVirtual, String name) {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Object named =
                    builder.getMethod("name", String.class, long.class).invoke(ofVirtual.invoke(null), name + "-", 1L);
            return (ThreadFactory) builder.getMethod("factory").invoke(named);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has virtual threads and does not give them", e);
        }
    }
}
