package io.github.smtpra.rar.outbound;

import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;

/** What JNDI gives to applications: asks the server's connection manager for a handle. Safe for use by many threads. */
public final class OutboxConnectionFactory implements MailConnectionFactory {
    private static final long serialVersionUID = 1L;

    private final SmtpManagedConnectionFactory factory;
    private final ConnectionManager manager;
    private @Nullable Reference reference;

    OutboxConnectionFactory(SmtpManagedConnectionFactory factory, ConnectionManager manager) {
        this.factory = factory;
        this.manager = manager;
    }

    @Override
    public MailConnection getConnection() throws MailException {
        try {
            // Asked here and not of the managed connection: a wrong setting must not keep recovery from one.
            factory.outbound().checkUsable();
            OutboxConnection connection = (OutboxConnection) manager.allocateConnection(factory, null);
            connection.ownedBy(factory, manager);
            return connection;
        } catch (ResourceException e) {
            throw ownWords(e);
        }
    }

    /** What the adapter said, which servers wrap in words of their own. */
    static MailException ownWords(ResourceException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MailException own) {
                return own;
            }
        }
        return new MailException("no connection to the outbox: " + failure.getMessage(), failure);
    }

    @Override
    public void setReference(Reference ownReference) {
        reference = ownReference;
    }

    @Override
    public Reference getReference() throws NamingException {
        if (reference == null) {
            throw new NamingException("the server has set no reference");
        }
        return reference;
    }
}
