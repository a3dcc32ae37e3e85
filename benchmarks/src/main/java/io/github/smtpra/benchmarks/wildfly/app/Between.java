package io.github.smtpra.benchmarks.wildfly.app;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.queue.MailQueue;
import jakarta.annotation.Resource;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What is done between two runs: {@code POST} takes out of both queues what lies there, and then lets delivery rest again;
 * our lines in the log have the level {@code log} from then on.
 */
@WebServlet("/between")
@SuppressWarnings("serial") // No servlet is ever stored.
public class Between extends HttpServlet {
    private static final int BATCH = 500;
    private static final int MILLISECONDS = 100;
    /** Held, or its level would be forgotten. */
    private static final Logger LOG = Logger.getLogger("io.github.smtpra");

    @Resource(lookup = "java:/JmsXA")
    private ConnectionFactory messages;

    @Resource(lookup = "java:app/jms/kept")
    private Queue kept;

    @Resource(lookup = "java:/smtp-ra/MailQueue")
    private MailQueue mails;

    @Resource
    private UserTransaction transaction;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        LOG.setLevel(Level.SEVERE);
        try {
            takeMessages();
            deliverMails();
        } catch (Exception e) { // Of seven kinds.
            throw new ServletException(e);
        }
        LOG.setLevel(Level.parse(request.getParameter("log")));
    }

    private void takeMessages() throws Exception {
        boolean more = true;
        while (more) {
            transaction.begin();
            try (JMSContext context = messages.createContext();
                    JMSConsumer consumer = context.createConsumer(kept)) {
                int taken = 0;
                while (taken < BATCH && consumer.receive(MILLISECONDS) != null) {
                    taken++;
                }
                more = taken == BATCH;
            }
            transaction.commit();
        }
    }

    private void deliverMails() throws MailException, InterruptedException {
        mails.resume();
        while (mails.statistics().mails().queued() > 0) {
            Thread.sleep(MILLISECONDS);
        }
        mails.pause();
    }
}
