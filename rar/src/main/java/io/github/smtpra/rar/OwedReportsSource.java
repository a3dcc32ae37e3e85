package io.github.smtpra.rar;

import io.github.smtpra.api.MailException;
import io.github.smtpra.engine.report.ReportService;
import io.github.smtpra.outbox.OwedReports;
import java.io.IOException;

/**
 * Gives those who tell beans of sent mail what the outbox owes. Safe for use by many threads.
 *
 * @param source opens the outbox if need be
 */
record OwedReportsSource(Source source) implements ReportService.Source {
    /** Where the reports come from. */
    interface Source {
        OwedReports reports() throws MailException;
    }

    @Override
    public OwedReports reports() throws IOException {
        try {
            return source.reports();
        } catch (MailException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
