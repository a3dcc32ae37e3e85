package io.github.smtpra.rar.mail;

import jakarta.mail.Provider;

/** Tells Jakarta Mail of the transport {@code outbox}; found by {@code META-INF/services}. */
public final class OutboxProvider extends Provider {
    /** The value of {@code mail.transport.protocol}. */
    static final String PROTOCOL = "outbox";

    /** For the service loader. */
    public OutboxProvider() {
        super(Type.TRANSPORT, PROTOCOL, OutboxTransport.class.getName(), "smtp-ra", null);
    }
}
