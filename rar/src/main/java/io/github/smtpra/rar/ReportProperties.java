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

    @ConfigProperty(
            description =
                    "The mailbox that TLS reports come from (RFC 8460), and no other mail; by default there are none")
    private @Nullable String tlsReportSender;

    @ConfigProperty(description = "Whom to ask about TLS reports; by default the mailbox that they come from")
    private @Nullable String tlsReportContact;

    @ConfigProperty(description = "Our name in TLS reports; by default the host name")
    private @Nullable String tlsReportOrganization;

    @ConfigProperty(description = "The name of the route that TLS reports take; by default the usual one")
    private @Nullable String tlsReportRoute;

    ReportProperties() {}

    /** Adds those that are set. */
    final void putReportProperties(Map<String, String> properties) {
        put(properties, "reportAge", reportAge);
        put(properties, "reportLimit", reportLimit);
        put(properties, "bounceAddress", bounceAddress);
        put(properties, "tlsReportSender", tlsReportSender);
        put(properties, "tlsReportContact", tlsReportContact);
        put(properties, "tlsReportOrganization", tlsReportOrganization);
        put(properties, "tlsReportRoute", tlsReportRoute);
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

    public @Nullable String getTlsReportSender() {
        return tlsReportSender;
    }

    public void setTlsReportSender(@Nullable String value) {
        tlsReportSender = value;
    }

    public @Nullable String getTlsReportContact() {
        return tlsReportContact;
    }

    public void setTlsReportContact(@Nullable String value) {
        tlsReportContact = value;
    }

    public @Nullable String getTlsReportOrganization() {
        return tlsReportOrganization;
    }

    public void setTlsReportOrganization(@Nullable String value) {
        tlsReportOrganization = value;
    }

    public @Nullable String getTlsReportRoute() {
        return tlsReportRoute;
    }

    public void setTlsReportRoute(@Nullable String value) {
        tlsReportRoute = value;
    }
}
