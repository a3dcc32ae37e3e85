package io.github.smtpra.it.kill.errand;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

/** Does the errand that a mail's subject names, in the transaction that the mail arrives in. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "port", propertyValue = "13531"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "errands@example.com")
        })
public class Clerk implements MailListener {
    @Inject
    private Errands errands;

    @Override
    public void onMail(InboundMail mail) {
        try {
            errands.run(mail.message().getSubject());
        } catch (MessagingException e) {
            throw new EJBException(e);
        }
    }
}
