package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailException;
import io.github.smtpra.api.MailListener;
import io.github.smtpra.api.MailRejectedException;
import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.api.queue.QueueSelection;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Hold;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.api.smtp.TransferOptions;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Does with the queue what the recipient says, and answers with what it sees there. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12527"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@queue.example")
        })
public class QueueKeeper implements MailListener {
    private static final String DOMAIN = "waiting.example";

    @Resource(lookup = "java:/smtp-ra/MailConnectionFactory")
    private MailConnectionFactory factory;

    @Resource(lookup = "java:/smtp-ra/MailQueue")
    private MailQueue queue;

    @Override
    public void onMail(InboundMail mail) throws MailRejectedException {
        String verb = mail.envelope().recipients().get(0).mailbox().localPart();
        try {
            switch (verb) {
                case "send" -> send("order-1");
                case "undo" -> {
                    send("order-2");
                    throw new MailRejectedException(550, "5.7.1", "undone");
                }
                case "cancel" -> cancel();
                default -> throw new MailRejectedException(550, "5.7.1", seen());
            }
        } catch (MailException | MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(String key) throws MailException {
        Envelope envelope = Envelope.from("keeper@server.example")
                .to("somebody@" + DOMAIN)
                .withOptions(TransferOptions.NONE.withHold(Hold.during(Duration.ofDays(1))));
        try (MailConnection connection = factory.getConnection()) {
            byte[] text = "Subject: later\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            connection.send(envelope, new ByteArrayInputStream(text), SendOptions.NONE.withIdempotencyKey(key));
        }
    }

    private void cancel() throws MailException {
        try (MailConnection connection = factory.getConnection()) {
            for (QueuedMail each : waiting()) {
                MailId id = each.id();
                if (!connection.cancel(id)) {
                    throw new IllegalStateException("not waiting: " + id);
                }
            }
        }
    }

    private List<QueuedMail> waiting() throws MailException {
        return queue.list(QueueSelection.ALL.withRecipientDomain(DOMAIN));
    }

    private String seen() throws MailException, MalformedObjectNameException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        int beans = server.queryNames(new ObjectName("io.github.smtpra:type=Outbox,*"), null)
                .size();
        return "waiting " + waiting().size() + " beans " + beans;
    }
}
