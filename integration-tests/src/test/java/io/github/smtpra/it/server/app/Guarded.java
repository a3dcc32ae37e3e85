package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailListener;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Takes mail from keepers only. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12525"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@guarded.example")
        })
@RolesAllowed("keeper")
public class Guarded implements MailListener {
    @PersistenceContext
    private EntityManager letters;

    @Resource(lookup = "java:/smtp-ra/MailConnectionFactory")
    private MailConnectionFactory factory;

    @Override
    public void onMail(InboundMail mail) {
        String subject = Paperwork.subject(mail);
        Paperwork paperwork = new Paperwork(factory);
        paperwork.keep(letters, subject);
        paperwork.send(subject);
    }
}
