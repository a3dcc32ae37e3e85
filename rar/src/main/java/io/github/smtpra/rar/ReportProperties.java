package io.github.smtpra.rar;

import jakarta.resource.spi.ConfigProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those properties of the adapter that are about delivery reports; as {@link AdapterProperties} has the others. */
public abstract class ReportProperties extends PeerProperties {
    private static final long serialVersionUID = 1L;

    @ConfigProperty(description = "How long a delivery report waits for a bean")
    private @Nullable String reportAge;

    @ConfigProperty(description = "How many delivery reports may wait; beyond it the oldest go")
    private @Nullable String reportLimit;

    @ConfigProperty(description = "The mailbox that notifications about our mail come back to; by default the sender's")
    private @Nullable String bounceAddress;

    ReportProperties() {}

    /** Adds those that are set. */
    final void putReportProperties(Map<String, String> properties) {
        put(properties, "reportAge", reportAge);
        put(properties, "reportLimit", reportLimit);
        put(properties, "bounceAddress", bounceAddress);
    }

    static void put(Map<String, String> properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    public @Nullable String getReportAge() {
        return reportAge;
    }

    public void setReportAge(@Nullable String value) {
        reportAge = value;
    }

    public @Nullable String getReportLimit() {
        return reportLimit;
    }

    public void setReportLimit(@Nullable String value) {
        reportLimit = value;
    }

    public @Nullable String getBounceAddress() {
        return bounceAddress;
    }

    public void setBounceAddress(@Nullable String value) {
        bounceAddress = value;
    }
}
