package io.github.smtpra.rar.mail;

import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailException;
import io.github.smtpra.api.smtp.Envelope;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.internet.MimeMessage;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages into the outbox, in the caller's transaction if there is one. "Delivered", in the words of Jakarta Mail,
 * means here what {@link MailConnection#send} means: the mail exists if the transaction commits.
 *
 * <p>Properties of the session: {@code mail.outbox.factory}, the name of the connection factory in JNDI; {@code
 * mail.outbox.from}, the reverse path, {@code <>} for none, instead of {@code Sender} or {@code From}. Host, port, user
 * and password mean nothing here: where mail goes is the adapter's to know.
 *
 * <p>Each message gets a connection of its own at the moment it is sent: one that was kept from before the transaction
 * began would not take part in it. For one thread at a time, as Jakarta Mail has it.
 */
public final class OutboxTransport extends Transport {
    static final String DEFAULT_FACTORY = "java:/smtp-ra/MailConnectionFactory";

    private final FactoryLookup lookup;

    /** Where the connection factory comes from. */
    interface FactoryLookup {
        Object lookup(String name) throws NamingException;
    }

    /** For Jakarta Mail, which calls it by reflection. */
    public OutboxTransport(Session session, @Nullable URLName url) {
        this(session, url, InitialContext::doLookup);
    }

    OutboxTransport(Session session, @Nullable URLName url, FactoryLookup lookup) {
        super(session, url);
        this.lookup = lookup;
    }

    /** There is nothing to connect to until there is something to send. */
    @Override
    protected boolean protocolConnect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password) {
        return true;
    }

    @Override
    public void sendMessage(Message message, Address[] addresses) throws MessagingException {
        if (!(message instanceof MimeMessage mail)) {
            throw new MessagingException("the outbox takes a MimeMessage, not a "
                    + message.getClass().getName());
        }
        Envelope envelope = EnvelopeOfMessage.of(mail, addresses, session.getProperty("mail.outbox.from"));
        try (MailConnection connection = factory().getConnection()) {
            connection.send(envelope, mail);
        } catch (MailException e) {
            notifyTransportListeners(TransportEvent.MESSAGE_NOT_DELIVERED, none(), addresses, none(), message);
            throw new SendFailedException("the outbox has not taken the message: " + e.getMessage(), e);
        }
        notifyTransportListeners(TransportEvent.MESSAGE_DELIVERED, addresses, none(), none(), message);
    }

    private static Address[] none() {
        return new Address[0];
    }

    private MailConnectionFactory factory() throws MessagingException {
        String configured = session.getProperty("mail.outbox.factory");
        String name = configured == null ? DEFAULT_FACTORY : configured;
        try {
            if (lookup.lookup(name) instanceof MailConnectionFactory factory) {
                return factory;
            }
        } catch (NamingException e) {
            throw new MessagingException("mail.outbox.factory: nothing is bound to " + name, e);
        }
        throw new MessagingException("mail.outbox.factory: what is bound to " + name + " is no MailConnectionFactory");
    }
}
