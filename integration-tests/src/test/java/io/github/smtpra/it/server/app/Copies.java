package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Stores a letter. The descriptor names this class a second time: two activations that are equal in everything. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12525"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@copies.example")
        })
public class Copies implements MailListener {
    @PersistenceContext
    private EntityManager letters;

    @Override
    public void onMail(InboundMail mail) {
        letters.persist(new Letter(Paperwork.subject(mail)));
    }
}
