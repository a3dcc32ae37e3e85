package io.github.smtpra.rar.inbound;

import io.github.smtpra.api.DeliveryReportListener;
import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The activation properties of a bean that hears what has become of sent mail. As {@link MailActivationSpec}: texts, checked
 * when the bean is activated; two activations are the same only if they are the same object.
 */
@Activation(messageListeners = DeliveryReportListener.class)
public class ReportActivationSpec implements ActivationSpec, Serializable {
    private static final long serialVersionUID = 1L;

    private transient @Nullable ResourceAdapter resourceAdapter;

    @ConfigProperty(description = "Of which outcomes the bean hears; by default of all")
    private @Nullable String outcomes;

    @ConfigProperty(
            description = "Of whose mail: mailboxes or *@domain, divided by blanks or commas; by default of all")
    private @Nullable String senders;

    @ConfigProperty(description = "On which channels of reports; by default on all")
    private @Nullable String channels;

    @ConfigProperty(description = "How many reports the bean is told at the same time")
    private @Nullable String concurrency;

    @ConfigProperty(description = "How long one may take")
    private @Nullable String transactionTimeout;

    /** Those that are set, by name. */
    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        put(properties, "outcomes", outcomes);
        put(properties, "senders", senders);
        put(properties, "channels", channels);
        put(properties, "concurrency", concurrency);
        put(properties, "transactionTimeout", transactionTimeout);
        return properties;
    }

    private static void put(Map<String, String> properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    /** Nothing is checked here: servers treat what this throws in different ways. */
    @Override
    public void validate() {}

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(@Nullable ResourceAdapter adapter) {
        resourceAdapter = adapter;
    }

    public @Nullable String getOutcomes() {
        return outcomes;
    }

    public void setOutcomes(@Nullable String value) {
        outcomes = value;
    }

    public @Nullable String getSenders() {
        return senders;
    }

    public void setSenders(@Nullable String value) {
        senders = value;
    }

    public @Nullable String getChannels() {
        return channels;
    }

    public void setChannels(@Nullable String value) {
        channels = value;
    }

    public @Nullable String getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(@Nullable String value) {
        concurrency = value;
    }

    public @Nullable String getTransactionTimeout() {
        return transactionTimeout;
    }

    public void setTransactionTimeout(@Nullable String value) {
        transactionTimeout = value;
    }
}
