package io.github.smtpra.rar.inbound;

import java.util.Set;

/**
 * How a container says that the caller may not call the bean: by {@code EJBAccessException}, or in some by {@code
 * AccessLocalException}, thrown before the bean is reached, with the transaction still active. Known by name, since nothing
 * obliges a server to let an adapter see these classes.
 *
 * <p>A bean that is denied what it calls in its turn looks different: the container wraps what the bean lets through and
 * rolls back. That is the application's own affair, of which the client can not know whether it lasts.
 */
final class Denial {
    private static final Set<String> NAMES =
            Set.of("jakarta.ejb.EJBAccessException", "jakarta.ejb.AccessLocalException");

    private Denial() {}

    /** Whether {@code thrown} says that the caller may not call the bean. */
    static boolean is(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (NAMES.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }
}
