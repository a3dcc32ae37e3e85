package io.github.smtpra.example.helpdesk;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Stands for the customers' own mail server, so that the example needs no other: it receives, through the same port, what
 * the help desk has sent.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "2525"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@customer.example")
        })
public class Customers implements MailListener {
    private static final Logger LOG = System.getLogger(Customers.class.getName());

    @Override
    public void onMail(InboundMail mail) {
        try {
            MimeMessage answer = mail.message();
            LOG.log(
                    Level.INFO,
                    "Customer {0} has received \"{1}\" from {2}",
                    mail.envelope().recipients(),
                    answer.getSubject(),
                    answer.getHeader("From", ","));
        } catch (MessagingException e) {
            throw new EJBException(e);
        }
    }
}
