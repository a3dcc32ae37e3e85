package io.github.smtpra.rar.outbound;

import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ManagedConnection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the server about one managed connection. Listeners may add and remove listeners while they are told: each event
 * goes to those that were there when it occurred. Safe for use by many threads.
 */
final class ConnectionEvents {
    private final ManagedConnection source;
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean broken = new AtomicBoolean();

    ConnectionEvents(ManagedConnection source) {
        this.source = source;
    }

    void add(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    void remove(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    /** The application has closed {@code handle}. */
    void closed(Object handle) {
        ConnectionEvent event = new ConnectionEvent(source, ConnectionEvent.CONNECTION_CLOSED);
        event.setConnectionHandle(handle);
        listeners.forEach(listener -> listener.connectionClosed(event));
    }

    /** The connection is of no more use. Told once, however often it is found out. */
    void errorOccurred(Exception cause) {
        if (broken.compareAndSet(false, true)) {
            ConnectionEvent event = new ConnectionEvent(source, ConnectionEvent.CONNECTION_ERROR_OCCURRED, cause);
            listeners.forEach(listener -> listener.connectionErrorOccurred(event));
        }
    }
}
