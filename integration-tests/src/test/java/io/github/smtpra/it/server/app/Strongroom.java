package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import io.github.smtpra.api.RecipientRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Keeps what keepers send, and nothing else. Anybody may ask whether there is a room {@code open}. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12535"),
            @ActivationConfigProperty(propertyName = "authentication", propertyValue = "container"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@strongroom.example")
        })
@RolesAllowed("keeper")
public class Strongroom implements MailListener {
    @PersistenceContext
    private EntityManager letters;

    @Override
    public void onMail(InboundMail mail) {
        letters.persist(new Letter(Paperwork.subject(mail)));
    }

    @Override
    @PermitAll
    public void onRecipient(RecipientRequest request) {}
}
