package io.github.smtpra.it.server.app.wrong;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** A key store that is not there. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12530"),
            @ActivationConfigProperty(propertyName = "keyStore", propertyValue = "missing.p12"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@wrong.example")
        })
public class NoKeyStore implements MailListener {
    @Override
    public void onMail(InboundMail mail) {}
}
