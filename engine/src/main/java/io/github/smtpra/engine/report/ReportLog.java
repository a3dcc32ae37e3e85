package io.github.smtpra.engine.report;

import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.engine.listener.TransactionOutcome;
import io.github.smtpra.outbox.OwedReports;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The log of reports: one line for each call of a bean, and one for each report that is dropped. Without state. */
final class ReportLog {
    private static final Logger LOG = System.getLogger("io.github.smtpra.report");

    void told(DeliveryReport report, String bean, TransactionOutcome outcome, Duration took) {
        Level level = outcome instanceof TransactionOutcome.Committed ? Level.INFO : Level.WARNING;
        LOG.log(
                level,
                () -> "report=" + report.id() + " id=" + report.mail().id() + " source="
                        + report.source().name().toLowerCase(Locale.ROOT) + " bean=" + bean + " call=" + report.call()
                        + " outcome=" + word(outcome) + " ms=" + took.toMillis());
    }

    private static String word(TransactionOutcome outcome) {
        if (outcome instanceof TransactionOutcome.Committed) {
            return "committed";
        }
        return outcome instanceof TransactionOutcome.Unknown ? "unknown" : "rolled-back";
    }

    void dropped(List<OwedReports.Dropped> dropped) {
        dropped.forEach(each -> LOG.log(
                Level.ERROR,
                "SMTPRA130 report=" + each.report() + " id=" + each.mail() + " calls=" + each.calls()
                        + " outcome=dropped: no bean has taken it, and it is too old or there are too many"));
    }

    void trouble(String what, Exception cause) {
        LOG.log(Level.WARNING, "SMTPRA131 " + what + ": " + cause.getMessage());
        LOG.log(Level.DEBUG, "SMTPRA131 in detail", cause);
    }
}
