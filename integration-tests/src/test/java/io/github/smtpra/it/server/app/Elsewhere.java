package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** Its port is overridden by the environment of the server: SMTP_RA_ELSEWHERE_PORT. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12528"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@elsewhere.example")
        })
public class Elsewhere implements MailListener {
    @Override
    public void onMail(InboundMail mail) {}
}
