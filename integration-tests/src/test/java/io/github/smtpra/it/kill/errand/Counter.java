package io.github.smtpra.it.kill.errand;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Takes errands by HTTP: {@code POST} does the one whose name is the query, and says 200 when it is done for good. {@code
 * GET} shows how many branches the database has in doubt, and then each errand that is booked, a line each.
 */
@WebServlet(urlPatterns = "/counter", loadOnStartup = 1)
@SuppressWarnings("serial") // No servlet is ever stored.
public class Counter extends HttpServlet {
    @Inject
    private Errands errands;

    @Resource(lookup = "java:jboss/datasources/Errands")
    private DataSource books;

    @Override
    public void init() throws ServletException {
        try (var connection = books.getConnection();
                var create = connection.prepareStatement(
                        "CREATE TABLE IF NOT EXISTS errand (subject VARCHAR(100) PRIMARY KEY)")) {
            create.execute();
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        String subject = request.getQueryString();
        ErrandKind kind = ErrandKind.of(subject);
        try {
            if (kind == ErrandKind.OUTSIDE) {
                errands.runOutside(subject);
            } else {
                errands.run(subject);
            }
            response.setStatus(kind == ErrandKind.FAILED ? HttpServletResponse.SC_CONFLICT : HttpServletResponse.SC_OK);
        } catch (EJBException e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        try (PrintWriter out = response.getWriter();
                var connection = books.getConnection()) {
            list(connection.createStatement(), "SELECT count(*) FROM information_schema.in_doubt", out);
            list(connection.createStatement(), "SELECT subject FROM errand", out);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static void list(java.sql.Statement statement, String query, PrintWriter out) throws SQLException {
        try (statement;
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                out.println(rows.getString(1));
            }
        }
    }
}
