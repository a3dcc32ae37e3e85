package io.github.smtpra.rar.inbound;

import io.github.smtpra.api.DeliveryReportListener;
import io.github.smtpra.api.report.DeliveryReport;
import io.github.smtpra.engine.listener.TransactionOutcome;
import io.github.smtpra.engine.report.ReportConsumer;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;

/** Tells reports to one activation's bean, each in a transaction of its own; nobody is the caller. Safe for use by many threads. */
final class ReportEndpoint implements ReportConsumer {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.inbound");

    private final EndpointTransaction transaction;
    private final InboundParts parts;
    private final ClassLoader beanLoader;

    ReportEndpoint(MessageEndpointFactory endpoints, InboundParts parts, Duration timeout) {
        this.transaction = new EndpointTransaction(endpoints, onReport(), parts, timeout);
        this.parts = parts;
        this.beanLoader = endpoints.getEndpointClass().getClassLoader();
    }

    private static Method onReport() {
        try {
            return DeliveryReportListener.class.getMethod("onReport", DeliveryReport.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("our own interface has it", e);
        }
    }

    @Override
    public TransactionOutcome deliver(DeliveryReport report) {
        try {
            return parts.onServerThread(Optional.empty(), beanLoader, () -> call(report));
        } catch (UnavailableException e) {
            return new TransactionOutcome.RolledBack("unavailable: " + e.getMessage());
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, "SMTPRA108 Report " + report.id() + " could not be handed over", e);
            return new TransactionOutcome.RolledBack(e.toString());
        }
    }

    private TransactionOutcome call(DeliveryReport report) throws Exception {
        return transaction
                .run(endpoint -> ((DeliveryReportListener) endpoint).onReport(report))
                .outcome();
    }
}
