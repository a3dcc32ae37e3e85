package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailListener;
import io.github.smtpra.api.smtp.Reply;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import java.security.Principal;

/** Answers who calls it, and in which roles; at {@code vault} it opens the vault first. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12535"),
            @ActivationConfigProperty(propertyName = "authentication", propertyValue = "container"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@door.example")
        })
@PermitAll
public class Doorman implements MailListener {
    @Resource
    private MessageDrivenContext context;

    @EJB
    @SuppressWarnings("NullAway.Init")
    private Vault vault;

    @Override
    public void onMail(InboundMail mail) {
        if (Paperwork.addressee(mail).equals("vault")) {
            vault.open();
        }
        Principal caller = context.getCallerPrincipal();
        mail.answer(Reply.of(250, "2.0.0", "You are " + caller.getName() + role("keeper") + role("clerk")));
    }

    private String role(String role) {
        return context.isCallerInRole(role) ? ", " + role : "";
    }
}
