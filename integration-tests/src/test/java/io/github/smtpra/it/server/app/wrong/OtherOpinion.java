package io.github.smtpra.it.server.app.wrong;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** The other of two that share a port and disagree. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12531"),
            @ActivationConfigProperty(propertyName = "maxSize", propertyValue = "2m"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@other.example")
        })
public class OtherOpinion implements MailListener {
    @Override
    public void onMail(InboundMail mail) {}
}
