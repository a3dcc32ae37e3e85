package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailListener;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** Sends by each of three connection factories, in one transaction; and fails behind that where it was asked to. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12538"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@postroom.example")
        })
public class Postroom implements MailListener {
    @Resource(lookup = "java:/smtp-ra/MailConnectionFactory")
    private MailConnectionFactory letters;

    @Resource(lookup = "java:/smtp-ra/InvoicesConnectionFactory")
    private MailConnectionFactory invoices;

    @Resource(lookup = "java:/smtp-ra/NewsConnectionFactory")
    private MailConnectionFactory news;

    @Override
    public void onMail(InboundMail mail) {
        String subject = Paperwork.subject(mail);
        new Paperwork(letters).send("letter " + subject);
        new Paperwork(invoices).send("invoice " + subject);
        new Paperwork(news).send("news " + subject);
        if (subject.contains("[undone]")) {
            throw new IllegalStateException("asked to fail by the subject");
        }
    }
}
