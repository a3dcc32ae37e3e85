package io.github.smtpra.it.kill.desk;

import jakarta.annotation.Resource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import javax.sql.DataSource;

/**
 * Shows the tickets: in the first line how many branches the database has in doubt, then each ticket's
 * {@linkplain Ticket#line() line}.
 */
@WebServlet("/tickets")
@SuppressWarnings("serial") // No servlet is ever stored.
public class TicketList extends HttpServlet {
    private static final String IN_DOUBT = "select count(*) from information_schema.in_doubt";

    @PersistenceContext
    private EntityManager tickets;

    @Resource(lookup = "java:jboss/datasources/HelpDeskXA")
    private DataSource database;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        try (PrintWriter out = response.getWriter()) {
            out.println(inDoubt());
            tickets.createQuery("select t from Ticket t order by t.number", Ticket.class)
                    .getResultList()
                    .forEach(ticket -> out.println(ticket.line()));
        }
    }

    private int inDoubt() throws IOException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(IN_DOUBT)) {
            row.next();
            return row.getInt(1);
        } catch (java.sql.SQLException e) {
            throw new IOException(e);
        }
    }
}
