package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailListener;
import io.github.smtpra.api.MailRejectedException;
import io.github.smtpra.api.smtp.Reply;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.resource.ResourceException;
import java.io.IOException;

/** Stores a letter, sends a copy, and then ends its call as the local part of the recipient says. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12525"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@obedient.example")
        })
public class Obedient implements MailListener {
    @PersistenceContext
    private EntityManager letters;

    @Resource
    private MessageDrivenContext context;

    @Resource(lookup = "java:/smtp-ra/MailConnectionFactory")
    private MailConnectionFactory factory;

    @EJB
    @SuppressWarnings("NullAway.Init")
    private Vault vault;

    @Override
    public void onMail(InboundMail mail) throws MailRejectedException {
        String subject = Paperwork.subject(mail);
        Paperwork paperwork = new Paperwork(factory);
        paperwork.keep(letters, subject);
        paperwork.send(subject);
        obey(Paperwork.addressee(mail), mail, paperwork);
    }

    private void obey(String order, InboundMail mail, Paperwork paperwork) throws MailRejectedException {
        switch (order) {
            case "answer" -> mail.answer(Reply.of(250, "2.6.0", "Filed under " + Paperwork.subject(mail)));
            case "answer-no" -> mail.answer(Reply.of(550, "5.7.1", "Kept, but not wanted"));
            case "reject" -> throw new MailRejectedException(554, "5.7.1", "Not for this desk");
            case "reject-for-now" -> throw new MailRejectedException(450, "4.2.1", "The desk is closed today");
            case "throw-runtime" -> throw new IllegalStateException("as ordered");
            case "throw-checked" -> sneakily(new IOException("as ordered"));
            case "throw-error" -> throw new AssertionError("as ordered");
            case "mark" -> context.setRollbackOnly();
            case "denied-inside" -> vault.open();
            case "send-five" -> sendMore(paperwork, mail, 4);
            case "two-connections" -> twoConnections(paperwork, mail);
            default -> {}
        }
    }

    private static void sendMore(Paperwork paperwork, InboundMail mail, int more) {
        for (int i = 0; i < more; i++) {
            paperwork.send(Paperwork.subject(mail));
        }
    }

    /** Two handles open at the same time, and one branch or two behind them. */
    private void twoConnections(Paperwork paperwork, InboundMail mail) {
        try (MailConnection one = factory.getConnection();
                MailConnection other = factory.getConnection()) {
            paperwork.send(one, Paperwork.subject(mail));
            paperwork.send(other, Paperwork.subject(mail));
        } catch (ResourceException e) {
            throw new EJBException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void sneakily(Exception e) throws E {
        throw (E) e;
    }
}
