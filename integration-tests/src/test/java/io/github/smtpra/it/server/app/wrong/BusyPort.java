package io.github.smtpra.it.server.app.wrong;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** A port that somebody else has. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12532"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@busy.example")
        })
public class BusyPort implements MailListener {
    @Override
    public void onMail(InboundMail mail) {}
}
