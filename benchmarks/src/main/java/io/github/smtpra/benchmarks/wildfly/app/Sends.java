package io.github.smtpra.benchmarks.wildfly.app;

import io.github.smtpra.api.MailConnection;
import io.github.smtpra.api.MailConnectionFactory;
import io.github.smtpra.api.smtp.Envelope;
import jakarta.annotation.Resource;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Queue;
import jakarta.resource.ResourceException;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** {@code POST} sends {@code count} times 4 KiB, one after the other, as the {@link Durable} of the name {@code as}. */
@JMSDestinationDefinition(name = "java:app/jms/kept", interfaceName = "jakarta.jms.Queue", destinationName = "kept")
@WebServlet("/sends")
@SuppressWarnings("serial") // No servlet is ever stored.
public class Sends extends HttpServlet {
    private static final byte[] OCTETS =
            ("Subject: load\r\n\r\n" + ("X".repeat(78) + "\r\n").repeat(51)).getBytes(StandardCharsets.US_ASCII);

    @Resource(lookup = "java:/JmsXA")
    private ConnectionFactory messages;

    @Resource(lookup = "java:app/jms/kept")
    private Queue kept;

    @Resource(lookup = "java:/smtp-ra/MailConnectionFactory")
    private MailConnectionFactory mails;

    @Resource
    private UserTransaction transaction;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        Durable as = Durable.valueOf(request.getParameter("as"));
        try {
            for (int left = Integer.parseInt(request.getParameter("count")); left > 0; left--) {
                send(as);
            }
        } catch (ResourceException
                | NotSupportedException
                | SystemException
                | RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException e) {
            throw new ServletException(e);
        }
    }

    private void send(Durable as)
            throws ResourceException, NotSupportedException, SystemException, RollbackException,
                    HeuristicMixedException, HeuristicRollbackException {
        if (as == Durable.MAIL_ALONE) {
            sendMail();
            return;
        }
        transaction.begin();
        if (as == Durable.MAIL) {
            sendMail();
        } else {
            sendMessage();
        }
        transaction.commit();
    }

    private void sendMessage() {
        try (JMSContext context = messages.createContext()) {
            context.createProducer().send(kept, OCTETS);
        }
    }

    private void sendMail() throws ResourceException {
        try (MailConnection connection = mails.getConnection()) {
            connection.send(Envelope.from("a@client.example").to("b@sink.example"), new ByteArrayInputStream(OCTETS));
        }
    }
}
