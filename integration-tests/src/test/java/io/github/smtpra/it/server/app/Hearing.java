package io.github.smtpra.it.server.app;

import io.github.smtpra.api.DeliveryReportListener;
import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.api.report.RecipientReport;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Stores a letter with what it hears, and fails behind that the first time where it was asked to. */
@MessageDriven(
        activationConfig = @ActivationConfigProperty(propertyName = "outcomes", propertyValue = "failed, expired"))
public class Hearing implements DeliveryReportListener {
    @PersistenceContext
    private EntityManager letters;

    @Override
    public void onReport(DeliveryReport report) {
        String about = report.mail().correlation().orElse("nothing");
        RecipientReport who = report.recipients().get(0);
        letters.persist(
                new Letter(about + " " + who.address() + " " + who.status() + " again=" + report.redelivered()));
        letters.flush();
        if (about.contains("[once more]") && !report.redelivered()) {
            throw new IllegalStateException("asked to fail by the subject");
        }
    }
}
