package io.github.smtpra.it.server.app;

import io.github.smtpra.api.InboundMail;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.MailListener;
import io.github.smtpra.api.MailRejectedException;
import io.github.smtpra.api.queue.MailQueue;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/**
 * Does what the subject says, and answers with the result in its reply: {@code jmx VERB ARGUMENT...}, where a verb with a
 * capital is a figure; {@code queue VERB ARGUMENT...}; {@code send TEXT}. A hyphen is an empty argument.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "address", propertyValue = "127.0.0.1"),
            @ActivationConfigProperty(propertyName = "port", propertyValue = "12537"),
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@console.example")
        })
public class Console implements MailListener {
    private static final int LONGEST = 400;

    @Resource(lookup = "java:/smtp-ra/MailConnectionFactory")
    private MailConnectionFactory factory;

    @Resource(lookup = "java:/smtp-ra/MailQueue")
    private MailQueue queue;

    @Override
    public void onMail(InboundMail mail) throws MailRejectedException {
        String[] said = Paperwork.subject(mail).split(" ", 3);
        if (said[0].equals("send")) {
            new Paperwork(factory).send(said[1]);
            return;
        }
        String[] arguments =
                said.length < 3 ? new String[0] : said[2].replace("-", "").split(" ", -1);
        throw new MailRejectedException(550, "5.7.1", shortened(answer(said[0], said[1], arguments)));
    }

    private String answer(String way, String verb, String... arguments) {
        try {
            return way.equals("jmx") ? ManagedQueue.ask(verb, arguments) : InjectedQueue.ask(queue, verb, arguments);
        } catch (Exception e) {
            return "failed: " + e;
        }
    }

    private static String shortened(String text) {
        String line = text.replaceAll("[^ -~]+", " ").strip();
        return line.isEmpty() ? "nothing" : line.substring(0, Math.min(LONGEST, line.length()));
    }
}
