package io.github.smtpra.engine.thread;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one place where threads are made: virtual ones on Java 21 and later, daemon threads of the platform before. Each is
 * named for its job. Safe for use by many threads.
 */
public final class Threads {
    private static final boolean VIRTUAL = Runtime.version().feature() >= 21;

    private Threads() {}

    /** Whether the threads of {@link #newThreadFactory} are virtual, and so cheap to have in thousands. */
    public static boolean areVirtual() {
        return VIRTUAL;
    }

    /** A factory of threads called {@code name-1}, {@code name-2} and so on, for work that mostly waits. */
    public static ThreadFactory newThreadFactory(String name) {
        return VIRTUAL ? virtualThreadFactory(name) : newPlatformThreadFactory(name);
    }

    /** The same with threads of the platform on every Java: for timers, and for work that computes. */
    public static ThreadFactory newPlatformThreadFactory(String name) {
        AtomicLong count = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** {@code Thread.ofVirtual().name(prefix, 1).factory()}, by reflection: we compile for Java 17. */
    private static ThreadFactory virtualThreadFactory(String name) {
        try {
            Class<?> builderType = Class.forName("java.lang.Thread$Builder");
            Method ofVirtual = Thread.class.getMethod("ofVirtual");
            Method named = builderType.getMethod("name", String.class, long.class);
            Object builder = named.invoke(ofVirtual.invoke(null), name + "-", 1L);
            return (ThreadFactory) builderType.getMethod("factory").invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Java 21 and later have virtual threads", e);
        }
    }
}
