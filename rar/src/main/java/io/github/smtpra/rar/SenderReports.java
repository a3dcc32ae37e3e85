package io.github.smtpra.rar;

import io.github.smtpra.api.MailException;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.delivery.ReportAction;
import io.github.smtpra.engine.delivery.ReportedRecipient;
import io.github.smtpra.engine.delivery.Reports;
import io.github.smtpra.engine.listener.SenderReport;
import io.github.smtpra.outbox.Diagnosis;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes on what listeners have to tell senders to those who write reports. Safe for use by many threads.
 *
 * @param source opens the outbox when the first report is due
 */
record SenderReports(Source source) implements SenderReport.Reporter {
    /** Where the writer of reports comes from. */
    interface Source {
        Reports reports() throws MailException;
    }

    @Override
    public void report(SenderReport report) throws IOException {
        try (InputStream content = report.content().open()) {
            source.reports()
                    .submit(
                            report.id(),
                            report.envelope(),
                            report.fates().stream().map(SenderReports::reported).toList(),
                            content);
        } catch (MailException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static ReportedRecipient reported(SenderReport.Fate fate) {
        return fate.reply().isPositive()
                ? new ReportedRecipient(
                        fate.recipient(), ReportAction.DELIVERED, diagnosis(fate.reply(), "delivered to its handler"))
                : new ReportedRecipient(
                        fate.recipient(), ReportAction.FAILED, diagnosis(fate.reply(), "refused by its handler"));
    }

    private static Diagnosis diagnosis(Reply reply, String text) {
        EnhancedStatusCode status = reply.status().orElse(new EnhancedStatusCode(reply.code() / 100, 0, 0));
        return new Diagnosis(status, "", reply.toString(), text);
    }
}
