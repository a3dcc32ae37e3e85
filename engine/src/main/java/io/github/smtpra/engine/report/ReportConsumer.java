package io.github.smtpra.engine.report;

import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.engine.listener.TransactionOutcome;

/** Who gets the reports of a subscription: the connector, on behalf of a bean. Called by several threads at once; may block. */
@FunctionalInterface
public interface ReportConsumer {
    /**
     * Hands {@code report} to the bean in a transaction of its own.
     *
     * @return how that ended; never throws for what a bean does
     */
    TransactionOutcome deliver(DeliveryReport report);
}
