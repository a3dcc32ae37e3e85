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
 *
 * <p>Reports are like messages of a JMS queue, not of a topic: each goes to one bean. Of several beans (or instances, or servers
 * that share an outbox) that want it, any one gets it, and the others never hear of it. Beans that are to divide the reports
 * among them select so that no two want the same one, by {@code channels}, {@code senders} or {@code outcomes}; who wants
 * several to hear of each report passes it on, by a JMS topic or an event. Order is not promised. A report may come a second
 * time although it was kept, if the server ended at that moment: {@link DeliveryReport#redelivered} says that it may be so.
 */
public interface DeliveryReportListener {
    /** Takes a report, inside a container transaction. A system exception rolls it back, and the report comes again. */
    void onReport(DeliveryReport report);
}
