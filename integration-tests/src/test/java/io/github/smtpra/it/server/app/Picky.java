package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import io.github.smtpra.api.MailRejectedException;
import io.github.smtpra.api.RecipientRequest;
import io.github.smtpra.api.smtp.Reply;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import java.util.concurrent.atomic.AtomicInteger;

/** Has a say on each recipient, and tells how often it was asked. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12525"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@picky.example")
        })
public class Picky implements MailListener {
    private static final AtomicInteger ASKED = new AtomicInteger();

    @Override
    public void onRecipient(RecipientRequest request) throws MailRejectedException {
        ASKED.incrementAndGet();
        switch (request.recipient().mailbox().localPart()) {
            case "unknown" -> throw new MailRejectedException(550, "5.1.1", "Nobody of that name");
            case "full" -> throw new MailRejectedException(452, "4.2.2", "The drawer is full");
            case "broken" -> throw new IllegalStateException("as ordered");
            default -> {}
        }
    }

    @Override
    public void onMail(InboundMail mail) {
        mail.answer(Reply.of(250, "2.0.0", "Asked " + ASKED.get() + " times"));
    }
}
