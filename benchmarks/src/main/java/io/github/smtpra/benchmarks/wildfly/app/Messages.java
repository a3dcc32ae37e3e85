package io.github.smtpra.benchmarks.wildfly.app;

import jakarta.annotation.Resource;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Messages to a bean, not persistent: {@code POST} sends {@code count} of 1 KiB, without a transaction and in one session;
 * {@code GET} says how many have arrived, when that are {@code until} or more.
 */
@WebServlet("/messages")
@SuppressWarnings("serial") // No servlet is ever stored.
public class Messages extends HttpServlet {
    private static final int SIZE = 1024;

    @Resource(lookup = "java:/JmsXA")
    private ConnectionFactory connections;

    @Resource(lookup = "java:app/jms/passing")
    private Queue passing;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        byte[] octets = new byte[SIZE];
        try (JMSContext context = connections.createContext()) {
            JMSProducer producer = context.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            for (int left = Integer.parseInt(request.getParameter("count")); left > 0; left--) {
                producer.send(passing, octets);
            }
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            Arrivals.all().await(Long.parseLong(request.getParameter("until")));
        } catch (InterruptedException e) {
            throw new ServletException(e);
        }
        response.getWriter().print(Arrivals.all().count());
    }
}
