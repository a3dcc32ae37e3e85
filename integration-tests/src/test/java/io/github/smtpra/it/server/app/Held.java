package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailListener;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Is at work until the file {@code go} stands in the server's data directory; the file {@code held} says that it is. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12526"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@held.example")
        })
public class Held implements MailListener {
    @Resource(lookup = "java:/smtp-ra/MailConnectionFactory")
    private MailConnectionFactory factory;

    @Override
    public void onMail(InboundMail mail) {
        new Paperwork(factory).send(Paperwork.subject(mail));
        if (Paperwork.addressee(mail).equals("hold")) {
            hold();
        }
    }

    private static void hold() {
        Path data = Path.of(System.getProperty("jboss.server.data.dir", ""));
        touch(data.resolve("held"));
        long begun = System.nanoTime();
        while (!Files.exists(data.resolve("go")) && System.nanoTime() - begun < TimeUnit.MINUTES.toNanos(1)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static void touch(Path file) {
        try {
            Files.writeString(file, "");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
