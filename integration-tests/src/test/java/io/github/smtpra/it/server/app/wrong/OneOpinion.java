package io.github.smtpra.it.server.app.wrong;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** One of two that share a port and disagree. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12531"),
            @ActivationConfigProperty(propertyName = "maxSize", propertyValue = "1m"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@one.example")
        })
public class OneOpinion implements MailListener {
    @Override
    public void onMail(InboundMail mail) {}
}
