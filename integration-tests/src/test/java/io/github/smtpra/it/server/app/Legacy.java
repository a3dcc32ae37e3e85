package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** Sends as code did before: with Transport.send, and properties that say by which transport. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12526"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@legacy.example")
        })
public class Legacy implements MailListener {
    @Override
    public void onMail(InboundMail mail) {
        try {
            Transport.send(message(Paperwork.subject(mail)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
        if (mail.envelope().recipients().get(0).toString().contains("undo")) {
            throw new IllegalStateException("for the test: undo everything");
        }
    }

    private static MimeMessage message(String subject) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "outbox");
        properties.setProperty("mail.transport.protocol.rfc822", "outbox");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("legacy@server.example");
        message.setRecipients(RecipientType.TO, "desk@relay.example");
        message.setSubject(subject);
        message.setText("As before.");
        return message;
    }
}
