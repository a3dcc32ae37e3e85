package io.github.smtpra.rar.outbound;

import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server's ear at a managed connection: remembers what it was told. */
final class Listener implements ConnectionEventListener {
    final List<String> told = new ArrayList<>();

    @Nullable
    Object handle;

    @Override
    public void connectionClosed(ConnectionEvent event) {
        told.add("closed");
        handle = event.getConnectionHandle();
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        told.add("error");
    }

    @Override
    public void localTransactionStarted(ConnectionEvent event) {
        told.add("started");
    }

    @Override
    public void localTransactionCommitted(ConnectionEvent event) {
        told.add("committed");
    }

    @Override
    public void localTransactionRolledback(ConnectionEvent event) {
        told.add("rolled back");
    }
}
