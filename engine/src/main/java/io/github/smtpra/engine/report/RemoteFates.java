package io.github.smtpra.engine.report;

import io.github.smtpra.api.report.DeliveryOutcome;
import io.github.smtpra.api.report.RecipientReport;
import io.github.smtpra.api.report.RecipientReport.Found;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.protocol.dsn.Notification;
import io.github.smtpra.protocol.dsn.Notification.Fate;
import java.util.List;

/** What a notification says, in the words of reports. The one place that says which action is which outcome. */
final class RemoteFates {
    private static final int ROUTING = 4;
    private static final int TIME_EXPIRED = 7;

    private RemoteFates() {}

    static List<RecipientReport> reports(Notification notification) {
        return notification.fates().stream()
                .map(fate -> report(fate, notification.reportingMta()))
                .toList();
    }

    private static RecipientReport report(Fate fate, String reportingMta) {
        String host = fate.remoteMta().isEmpty() ? reportingMta : fate.remoteMta();
        return new RecipientReport(
                fate.address(),
                outcome(fate),
                fate.status(),
                0,
                new Found(host, fate.diagnosis(), "notified by " + reportingMta, ""));
    }

    /** RFC 3464 §2.3.3 (DSN-004, DSN-005) */
    private static DeliveryOutcome outcome(Fate fate) {
        return switch (fate.action()) {
            case FAILED -> isExpired(fate.status()) ? DeliveryOutcome.EXPIRED : DeliveryOutcome.FAILED;
            case DELAYED -> DeliveryOutcome.DEFERRED;
            case DELIVERED -> DeliveryOutcome.DELIVERED;
            case RELAYED, EXPANDED -> DeliveryOutcome.RELAYED;
        };
    }

    /** RFC 3463 §3.5: delivery time expired. */
    private static boolean isExpired(EnhancedStatusCode status) {
        return status.subject() == ROUTING && status.detail() == TIME_EXPIRED;
    }
}
