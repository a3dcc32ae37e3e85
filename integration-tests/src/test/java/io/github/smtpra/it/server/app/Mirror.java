package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import io.github.smtpra.api.smtp.Reply;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** Answers whether the application sees the class that the mail's subject names, and from where. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12526"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@mirror.example")
        })
public class Mirror implements MailListener {
    @Override
    public void onMail(InboundMail mail) {
        mail.answer(Reply.of(250, "2.0.0", origin(Paperwork.subject(mail))));
    }

    private static String origin(String className) {
        try {
            Class<?> type = Class.forName(className, false, Mirror.class.getClassLoader());
            return "seen in " + type.getProtectionDomain().getCodeSource().getLocation();
        } catch (ClassNotFoundException e) {
            return "not seen";
        }
    }
}
