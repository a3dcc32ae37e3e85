package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailListener;
import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.report.WantedReports;
import io.github.smtpra.api.smtp.Envelope;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.resource.ResourceException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Sends to an address that the relay refuses, and wants to be told. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12529"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@complaints.example")
        })
public class Complaints implements MailListener {
    @Resource(lookup = "java:/smtp-ra/MailConnectionFactory")
    private MailConnectionFactory factory;

    @Override
    public void onMail(InboundMail mail) {
        SendOptions options = SendOptions.NONE.withReports(WantedReports.ENDS).withCorrelation(Paperwork.subject(mail));
        try (MailConnection connection = factory.getConnection()) {
            byte[] text = "Subject: complaint\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            connection.send(Envelope.from("").to("nobody@nowhere.example"), new ByteArrayInputStream(text), options);
        } catch (ResourceException e) {
            throw new EJBException(e);
        }
    }
}
