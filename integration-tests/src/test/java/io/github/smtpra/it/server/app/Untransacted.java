package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailListener;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.resource.ResourceException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/** Sends without a transaction; to {@code large} it answers with 50 MiB. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12525"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@untransacted.example")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Untransacted implements MailListener {
    @Resource(lookup = "java:/smtp-ra/MailConnectionFactory")
    private MailConnectionFactory factory;

    @Override
    public void onMail(InboundMail mail) {
        String order = Paperwork.addressee(mail);
        if (order.equals("large")) {
            sendLarge(Paperwork.subject(mail));
            return;
        }
        new Paperwork(factory).send(Paperwork.subject(mail));
        if (order.equals("throw")) {
            throw new IllegalStateException("as ordered");
        }
    }

    private void sendLarge(String subject) {
        try (MailConnection connection = factory.getConnection()) {
            connection.send(Paperwork.TO_RELAY, large(subject));
        } catch (ResourceException e) {
            throw new EJBException(e);
        }
    }

    private static InputStream large(String subject) {
        String line = "x".repeat(62) + "\r\n";
        byte[] mebibyte = line.repeat((1 << 20) / line.length()).getBytes(StandardCharsets.US_ASCII);
        byte[] header =
                ("From: desk@it.example\r\nSubject: " + subject + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        List<InputStream> body = Collections.nCopies(50, mebibyte).stream()
                .<InputStream>map(ByteArrayInputStream::new)
                .toList();
        return new SequenceInputStream(
                new ByteArrayInputStream(header), new SequenceInputStream(Collections.enumeration(body)));
    }
}
