package io.github.smtpra.benchmarks.wildfly.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** Takes mail, each in a transaction of the container's, and does nothing with it. The port is set from outside. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@sink.example"),
            @ActivationConfigProperty(propertyName = "hostName", propertyValue = "sink.example"),
            @ActivationConfigProperty(propertyName = "tls", propertyValue = "off"),
            @ActivationConfigProperty(propertyName = "concurrency", propertyValue = "20")
        })
public class MailCounter implements MailListener {
    @Override
    public void onMail(InboundMail mail) {
        // That it was called, and its transaction committed, the client is told.
    }
}
