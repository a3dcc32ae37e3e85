package io.github.smtpra.rar.inbound;

import io.github.smtpra.api.MailListener;
import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The activation properties of a bean that receives mail. All are texts: they are checked when the bean is activated,
 * and a wrong one is logged with its name and value and keeps this bean from getting mail, but never the server from
 * starting. What each means, its default and its range stand in {@code docs/configuration.md}.
 *
 * <p>Two activations are the same only if they are the same object (Jakarta Connectors §13.4.2). The annotations stand
 * at the fields because WildFly fails on them at setters.
 */
@Activation(messageListeners = MailListener.class)
public class MailActivationSpec extends LimitProperties implements ActivationSpec, Serializable {
    private static final long serialVersionUID = 1L;

    private transient @Nullable ResourceAdapter resourceAdapter;

    @ConfigProperty(description = "Who gets mail here: mailboxes or *@domain, divided by blanks or commas")
    private @Nullable String recipients;

    @ConfigProperty(description = "How recipients are refused that nobody takes: permanent or transient")
    private @Nullable String refusals;

    @ConfigProperty(description = "Octets of interrupted content that are kept for CHECKPOINT; 0 for none")
    private @Nullable String checkpointSpace;

    @ConfigProperty(description = "How long interrupted content is kept")
    private @Nullable String checkpointAge;

    @ConfigProperty(description = "How long unknown recipients wait for further beans after the listener has opened")
    private @Nullable String settleTime;

    @ConfigProperty(description = "Which senders a user may name: own, any, or USER=SENDER; for submission")
    private @Nullable String senders;

    @ConfigProperty(description = "The shortest deliver-by time that is taken")
    private @Nullable String deliverByMinimum;

    @ConfigProperty(description = "The highest priority of mail from those who have not authenticated")
    private @Nullable String strangerPriority;

    @ConfigProperty(description = "How long a mail may be asked to wait; for submission")
    private @Nullable String futureRelease;

    @ConfigProperty(description = "What trace fields tell of the client, shown or withheld; for submission")
    private @Nullable String clientInTrace;

    @ConfigProperty(description = "Deliveries to the bean at the same time")
    private @Nullable String concurrency;

    @ConfigProperty(description = "How long a mail waits for one of them to end")
    private @Nullable String deliveryWait;

    @ConfigProperty(description = "How long a delivery may take")
    private @Nullable String transactionTimeout;

    @ConfigProperty(description = "How long a mail whose reply may have been lost is recognised when it comes again")
    private @Nullable String duplicateWindow;

    @ConfigProperty(description = "What that survives: process-crash, or power-failure at the price of flushes")
    private @Nullable String duplicateDurability;

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(@Nullable ResourceAdapter adapter) {
        resourceAdapter = adapter;
    }

    /** Accepts everything: on some servers a refusal here ends the whole server. */
    @Override
    public void validate() {}

    /** Those that are set, by name. */
    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        putInto(properties);
        put(properties, "recipients", recipients);
        put(properties, "refusals", refusals);
        put(properties, "checkpointSpace", checkpointSpace);
        put(properties, "checkpointAge", checkpointAge);
        put(properties, "settleTime", settleTime);
        put(properties, "senders", senders);
        put(properties, "deliverByMinimum", deliverByMinimum);
        put(properties, "strangerPriority", strangerPriority);
        put(properties, "futureRelease", futureRelease);
        put(properties, "clientInTrace", clientInTrace);
        put(properties, "concurrency", concurrency);
        put(properties, "deliveryWait", deliveryWait);
        put(properties, "transactionTimeout", transactionTimeout);
        put(properties, "duplicateWindow", duplicateWindow);
        put(properties, "duplicateDurability", duplicateDurability);
        return properties;
    }

    public @Nullable String getRecipients() {
        return recipients;
    }

    public void setRecipients(@Nullable String value) {
        recipients = value;
    }

    public @Nullable String getRefusals() {
        return refusals;
    }

    public void setRefusals(@Nullable String value) {
        refusals = value;
    }

    public @Nullable String getCheckpointSpace() {
        return checkpointSpace;
    }

    public void setCheckpointSpace(@Nullable String value) {
        checkpointSpace = value;
    }

    public @Nullable String getCheckpointAge() {
        return checkpointAge;
    }

    public void setCheckpointAge(@Nullable String value) {
        checkpointAge = value;
    }

    public @Nullable String getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(@Nullable String value) {
        concurrency = value;
    }

    public @Nullable String getDeliveryWait() {
        return deliveryWait;
    }

    public void setDeliveryWait(@Nullable String value) {
        deliveryWait = value;
    }

    public @Nullable String getTransactionTimeout() {
        return transactionTimeout;
    }

    public void setTransactionTimeout(@Nullable String value) {
        transactionTimeout = value;
    }

    public @Nullable String getDuplicateWindow() {
        return duplicateWindow;
    }

    public void setDuplicateWindow(@Nullable String value) {
        duplicateWindow = value;
    }

    public @Nullable String getDuplicateDurability() {
        return duplicateDurability;
    }

    public void setDuplicateDurability(@Nullable String value) {
        duplicateDurability = value;
    }

    public @Nullable String getSettleTime() {
        return settleTime;
    }

    public void setSettleTime(@Nullable String value) {
        settleTime = value;
    }

    public @Nullable String getSenders() {
        return senders;
    }

    public void setSenders(@Nullable String value) {
        senders = value;
    }

    public @Nullable String getDeliverByMinimum() {
        return deliverByMinimum;
    }

    public void setDeliverByMinimum(@Nullable String value) {
        deliverByMinimum = value;
    }

    public @Nullable String getStrangerPriority() {
        return strangerPriority;
    }

    public void setStrangerPriority(@Nullable String value) {
        strangerPriority = value;
    }

    public @Nullable String getClientInTrace() {
        return clientInTrace;
    }

    public void setClientInTrace(@Nullable String value) {
        clientInTrace = value;
    }

    public @Nullable String getFutureRelease() {
        return futureRelease;
    }

    public void setFutureRelease(@Nullable String value) {
        futureRelease = value;
    }
}
