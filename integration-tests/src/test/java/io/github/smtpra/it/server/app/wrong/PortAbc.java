package io.github.smtpra.it.server.app.wrong;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** A port that is no number. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "port", propertyValue = "abc"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@wrong.example")
        })
public class PortAbc implements MailListener {
    @Override
    public void onMail(InboundMail mail) {}
}
