package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailListener;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** Sends a copy of each mail to the relay. Port and recipients come from the annotation or from who overrides it. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12526"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@plain.example")
        })
public class Plain implements MailListener {
    @Resource(lookup = "java:/smtp-ra/MailConnectionFactory")
    private MailConnectionFactory factory;

    @Override
    public void onMail(InboundMail mail) {
        new Paperwork(factory).send(Paperwork.subject(mail));
    }
}
