package io.github.smtpra.rar.outbound;

import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailException;
import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.LazyAssociatableConnectionManager;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The handle that an application holds. At any time it is associated with one managed connection, or dissociated (the
 * server has lent that one elsewhere; the next use gets another), or closed for good. Its state is guarded by itself:
 * the server may invalidate it from another thread.
 */
public final class OutboxConnection implements MailConnection {
    private @Nullable SmtpManagedConnection managed;
    private @Nullable ManagedConnectionFactory factory;
    private @Nullable ConnectionManager manager;
    private boolean closed;

    OutboxConnection(SmtpManagedConnection managed) {
        this.managed = managed;
    }

    /** Names who can associate this handle again. */
    synchronized void ownedBy(ManagedConnectionFactory itsFactory, ConnectionManager itsManager) {
        factory = itsFactory;
        manager = itsManager;
    }

    @Override
    public MimeMessage createMessage() {
        if (isClosed()) {
            throw new IllegalStateException("the connection is closed");
        }
        return new MimeMessage((Session) null);
    }

    @Override
    public MailId send(MimeMessage message, SendOptions options) throws MailException {
        return managed().send(options, counter -> counter.stage(message));
    }

    @Override
    public MailId send(Envelope envelope, MimeMessage message, SendOptions options) throws MailException {
        return managed().send(options, counter -> counter.stage(envelope, message));
    }

    @Override
    public MailId send(Envelope envelope, InputStream content, SendOptions options) throws MailException {
        return managed().send(options, counter -> counter.stage(envelope, content));
    }

    @Override
    public boolean cancel(MailId mail) throws MailException {
        return managed().cancel(mail);
    }

    /** Whether this handle can be used, which some servers ask of it. */
    public boolean isValid(int seconds) {
        SmtpManagedConnection current = current();
        return current != null && current.isValid(seconds);
    }

    @Override
    public void close() {
        SmtpManagedConnection last;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            last = managed;
            managed = null;
        }
        if (last != null) {
            last.handleClosed(this);
        } else {
            dissociatedClosed();
        }
    }

    private void dissociatedClosed() {
        if (manager instanceof LazyAssociatableConnectionManager lazy && factory != null) {
            lazy.inactiveConnectionClosed(this, factory);
        }
    }

    /** The server has taken the managed connection back: this handle is dead. */
    synchronized void invalidate() {
        closed = true;
        managed = null;
    }

    /** The server needs the managed connection elsewhere. */
    synchronized void dissociate() {
        managed = null;
    }

    /** From now on {@code other} serves this handle; gives the one that did before. */
    synchronized @Nullable SmtpManagedConnection associate(SmtpManagedConnection other) {
        SmtpManagedConnection before = managed;
        managed = other;
        return before;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized @Nullable SmtpManagedConnection current() {
        return managed;
    }

    private SmtpManagedConnection managed() throws MailException {
        if (isClosed()) {
            throw new MailException("the connection is closed");
        }
        SmtpManagedConnection current = current();
        return current != null ? current : associated();
    }

    private SmtpManagedConnection associated() throws MailException {
        if (manager instanceof LazyAssociatableConnectionManager lazy && factory != null) {
            try {
                lazy.associateConnection(this, factory, null);
            } catch (ResourceException e) {
                throw OutboxConnectionFactory.ownWords(e);
            }
        }
        SmtpManagedConnection current = current();
        if (current == null) {
            throw new MailException("the server has taken this connection for other work: get a new one");
        }
        return current;
    }
}
