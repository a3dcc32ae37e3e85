package io.github.smtpra.it.server.app;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells how many letters there are with a subject. */
@WebServlet("/letters")
public class LettersServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @PersistenceContext(unitName = "beans.jar#letters")
    private transient EntityManager letters;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Long count = letters.createQuery("select count(l) from Letter l where l.subject = :subject", Long.class)
                .setParameter("subject", request.getParameter("subject"))
                .getSingleResult();
        response.setContentType("text/plain");
        response.getWriter().print(count);
    }
}
