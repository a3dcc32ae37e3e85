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

/** Answers who calls it, and in which roles; its operator names a file of users. At {@code vault} it opens the vault first. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12536"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@gate.example")
        })
@PermitAll
public class Gatekeeper implements MailListener {
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
        String caller = context.getCallerPrincipal().getName();
        mail.answer(Reply.of(250, "2.0.0", "You are " + caller + role("keeper") + role("clerk")));
    }

    private String role(String role) {
        return context.isCallerInRole(role) ? ", " + role : "";
    }
}
