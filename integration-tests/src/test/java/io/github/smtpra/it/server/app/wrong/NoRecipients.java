package io.github.smtpra.it.server.app.wrong;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** Wants nobody's mail. */
@MessageDriven(activationConfig = {@ActivationConfigProperty(propertyName = "port", propertyValue = "12530")})
public class NoRecipients implements MailListener {
    @Override
    public void onMail(InboundMail mail) {}
}
