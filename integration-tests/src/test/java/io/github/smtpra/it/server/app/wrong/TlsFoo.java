package io.github.smtpra.it.server.app.wrong;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** There is no such kind of TLS. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12530"),
            @ActivationConfigProperty(propertyName = "tls", propertyValue = "foo"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@wrong.example")
        })
public class TlsFoo implements MailListener {
    @Override
    public void onMail(InboundMail mail) {}
}
