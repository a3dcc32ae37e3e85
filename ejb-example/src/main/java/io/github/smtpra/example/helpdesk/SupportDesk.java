package io.github.smtpra.example.helpdesk;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailListener;
import io.github.smtpra.api.MailRejectedException;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.resource.ResourceException;

/**
 * Receives the mail of {@code support@example.com}. Ticket and answer are parts of the transaction that the reply to the
 * SMTP client waits for: the client hears {@code 250} and there are both, or it hears a refusal and there is neither.
 *
 * <p>To see the second case, write {@code [fail]} or {@code [reject]} into a subject.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "2525"),
            // RFC 2606 (OPS-006): an example that is copied reaches nobody
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "support@example.com")
        })
public class SupportDesk implements MailListener {
    @PersistenceContext
    private EntityManager tickets;

    @Resource(lookup = "java:/smtp-ra/MailConnectionFactory")
    private MailConnectionFactory mail;

    @Override
    public void onMail(InboundMail incoming) throws MailRejectedException {
        try {
            MimeMessage question = incoming.message();
            Ticket ticket = store(incoming, question);
            if (AutomaticAnswers.mayAnswer(incoming.envelope().reversePath(), question)) {
                answer(incoming, question, ticket);
            }
            failOnDemand(ticket);
        } catch (MessagingException | ResourceException e) {
            // A system exception: the transaction rolls back; the client hears 451 and tries again.
            throw new EJBException(e);
        }
    }

    private Ticket store(InboundMail incoming, MimeMessage question) throws MessagingException {
        Ticket ticket = new Ticket(incoming.envelope().reversePath().text(), subject(question));
        tickets.persist(ticket);
        tickets.flush();
        return ticket;
    }

    /** What the customer wrote, in one line: an encoded word may hide line breaks. */
    private static String subject(MimeMessage question) throws MessagingException {
        String subject = question.getSubject();
        return subject == null ? "(no subject)" : subject.replaceAll("\\p{Cntrl}+", " ");
    }

    private void answer(InboundMail incoming, MimeMessage question, Ticket ticket)
            throws MessagingException, ResourceException {
        try (MailConnection connection = mail.getConnection()) {
            Answer answer = new Answer(connection.createMessage());
            connection.send(
                    Answer.envelope(incoming.envelope()),
                    answer.to(question, incoming.envelope(), ticket),
                    Undelivered.options(ticket));
        }
    }

    /** Both ways to undo everything that was done above. */
    private static void failOnDemand(Ticket ticket) throws MailRejectedException {
        if (ticket.subject().contains("[reject]")) {
            throw new MailRejectedException(550, "5.7.1", "The help desk does not take this mail");
        }
        if (ticket.subject().contains("[fail]")) {
            throw new IllegalStateException("asked to fail by the subject");
        }
    }
}
