package io.github.smtpra.it.kill.desk;

import io.github.smtpra.api.DeliveryReportListener;
import io.github.smtpra.api.report.DeliveryReport;
import jakarta.ejb.MessageDriven;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger.Level;

/** Writes a ticket for each report, once: one that may have come before is looked for, as a careful bean does. */
@MessageDriven
public class Heard implements DeliveryReportListener {
    @PersistenceContext
    private EntityManager tickets;

    @Override
    public void onReport(DeliveryReport report) {
        String subject =
                "heard " + report.source() + " " + report.mail().correlation().orElse("");
        System.getLogger("desk")
                .log(Level.INFO, "desk called subject=" + subject + " redelivered=" + report.redelivered() + ";");
        if (!report.redelivered() || !isKnown(report.id())) {
            tickets.persist(new Ticket(subject, report.id(), ""));
            tickets.flush();
        }
    }

    private boolean isKnown(String report) {
        return !tickets.createQuery("select t from Ticket t where t.mail = :report", Ticket.class)
                .setParameter("report", report)
                .getResultList()
                .isEmpty();
    }
}
