package io.github.smtpra.example.helpdesk;

import io.github.smtpra.api.DeliveryReportListener;
import io.github.smtpra.api.SendOptions;
import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.api.report.RecipientReport;
import io.github.smtpra.api.report.WantedReports;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Hears which answers could not be delivered, and writes that into their tickets: the report is gone when that has
 * committed, and comes again until then.
 */
@MessageDriven(
        activationConfig = @ActivationConfigProperty(propertyName = "outcomes", propertyValue = "failed, expired"))
public class Undelivered implements DeliveryReportListener {
    @PersistenceContext
    private EntityManager tickets;

    /** What is asked of the outbox when the answer to {@code ticket} is sent. */
    static SendOptions options(Ticket ticket) {
        return SendOptions.NONE.withReports(WantedReports.FAILURES).withCorrelation(Long.toString(ticket.number()));
    }

    @Override
    public void onReport(DeliveryReport report) {
        long number = Long.parseLong(report.mail().correlation().orElseThrow());
        Ticket ticket = tickets.find(Ticket.class, number);
        // It may have been deleted meanwhile.
        if (ticket != null) {
            RecipientReport customer = report.recipients().get(0);
            ticket.answerFailed(customer.status() + " " + customer.found().text());
        }
    }
}
