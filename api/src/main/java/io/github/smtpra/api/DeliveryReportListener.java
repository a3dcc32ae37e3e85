package io.github.smtpra.api;

import io.github.smtpra.api.report.DeliveryReport;

/**
 * What a message-driven bean implements to hear what has become of the mail that was sent.
 *
 * <pre>{@code
 * @MessageDriven(activationConfig =
 *     @ActivationConfigProperty(propertyName = "outcomes", propertyValue = "failed expired"))
 * public class Bounced implements DeliveryReportListener {
 *     public void onReport(DeliveryReport report) {
 *         orders.addressIsWrong(report.mail().correlation(), report.recipients());
 *     }
 * }
 * }</pre>
 *
 * <p>A mail is reported if its sender wants that: by the property {@code reports} of the connection factory, or by
 * {@link SendOptions#withReports}. A report is kept, in the outbox, from the same step on that keeps the outcome, until the
 * transaction of a bean that was called with it has committed; if it rolls back, the report comes again, later and later.
 * It goes to one bean: of several that want it, to one of them.
 */
public interface DeliveryReportListener {
    /** Takes a report, inside a container transaction. A system exception rolls it back, and the report comes again. */
    void onReport(DeliveryReport report);
}
