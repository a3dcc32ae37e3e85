package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.smtp.Envelope;
import jakarta.ejb.EJBException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.EntityManager;
import jakarta.resource.ResourceException;

/** What every bean does with a mail before it does what is special about it: stores a letter, and sends a copy. */
final class Paperwork {
    static final Envelope TO_RELAY = Envelope.from("desk@it.example").to("copy@relay.example");

    private final MailConnectionFactory factory;

    Paperwork(MailConnectionFactory factory) {
        this.factory = factory;
    }

    static String subject(InboundMail mail) {
        try {
            return mail.message().getSubject();
        } catch (MessagingException e) {
            throw new EJBException(e);
        }
    }

    /** The local part of the first recipient. */
    static String addressee(InboundMail mail) {
        return mail.envelope().recipients().get(0).mailbox().localPart();
    }

    void keep(EntityManager letters, String subject) {
        letters.persist(new Letter(subject));
        letters.flush();
    }

    void send(String subject) {
        try (MailConnection connection = factory.getConnection()) {
            send(connection, subject);
        } catch (ResourceException e) {
            throw new EJBException(e);
        }
    }

    void send(MailConnection connection, String subject) {
        try {
            MimeMessage copy = connection.createMessage();
            copy.setFrom("desk@it.example");
            copy.setSubject(subject);
            copy.setText("A copy for the relay.\r\n");
            connection.send(TO_RELAY, copy);
        } catch (MessagingException | ResourceException e) {
            throw new EJBException(e);
        }
    }
}
