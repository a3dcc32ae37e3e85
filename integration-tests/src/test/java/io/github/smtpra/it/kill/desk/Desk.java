package io.github.smtpra.it.kill.desk;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailListener;
import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.report.WantedReports;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.resource.ResourceException;
import java.lang.System.Logger.Level;

/**
 * Writes a ticket and sends an answer for each mail, as two branches of one transaction; fails after both where the subject
 * says {@code [fail]}, and wants a report where it says {@code [report]}. A mail that may have come before is looked for among the tickets, as a careful bean does.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "port", propertyValue = "13530"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@example.com")
        })
public class Desk implements MailListener {
    @PersistenceContext
    private EntityManager tickets;

    @Resource(lookup = "java:/smtp-ra/MailConnectionFactory")
    private MailConnectionFactory mails;

    @Override
    public void onMail(InboundMail mail) {
        try {
            String subject = mail.message().getSubject();
            System.getLogger("desk")
                    .log(Level.INFO, "desk called subject=" + subject + " redelivered=" + mail.redelivered() + ";");
            if (!mail.redelivered() || !isKnown(subject)) {
                tickets.persist(new Ticket(subject, mail.id().toString(), answer(subject)));
                tickets.flush();
            }
            if (subject.contains("[fail]")) {
                throw new IllegalStateException("asked to fail by the subject");
            }
        } catch (MessagingException | ResourceException e) {
            throw new EJBException(e);
        }
    }

    private static SendOptions options(String subject) {
        return subject.contains("[report]")
                ? SendOptions.NONE.withReports(WantedReports.ENDS).withCorrelation(subject)
                : SendOptions.NONE;
    }

    private boolean isKnown(String subject) {
        return !tickets.createQuery("select t from Ticket t where t.subject = :subject", Ticket.class)
                .setParameter("subject", subject)
                .getResultList()
                .isEmpty();
    }

    private String answer(String subject) throws MessagingException, ResourceException {
        try (MailConnection connection = mails.getConnection()) {
            MimeMessage answer = connection.createMessage();
            answer.setFrom("desk@example.com");
            answer.setSubject(subject);
            answer.setText("Thank you.\n");
            Envelope envelope = Envelope.from("desk@example.com").to("ann@customer.example");
            MailId id = connection.send(envelope, answer, options(subject));
            return id.toString();
        }
    }
}
