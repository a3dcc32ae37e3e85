package io.github.smtpra.rar;

import jakarta.resource.spi.ConfigProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Those properties of the adapter that say which way mail goes, and how fast; as {@link AdapterProperties} has the others.
 */
public abstract class RouteProperties extends ReportProperties {
    private static final long serialVersionUID = 1L;

    @ConfigProperty(
            description = "Which domains' mail goes where: rules like example.com=smtp:mx.example.net/verified;*=mx")
    private @Nullable String routes;

    @ConfigProperty(description = "How much protection the hosts that the DNS names must offer")
    private @Nullable String mxTls;

    @ConfigProperty(description = "Where the hosts that the DNS names listen")
    private @Nullable String mxPort;

    @ConfigProperty(description = "Whether the policies that domains publish are obeyed (RFC 8461)")
    private @Nullable String mtaSts;

    @ConfigProperty(description = "What is done with domains that nobody can have (RFC 2606)")
    private @Nullable String reservedDomains;

    @ConfigProperty(description = "Whom the DNS is asked through; by default those of the system")
    private @Nullable String dnsServers;

    @ConfigProperty(description = "How long one answer of the DNS is waited for")
    private @Nullable String dnsTimeout;

    @ConfigProperty(description = "Who checks the signatures of the DNS")
    private @Nullable String dnssec;

    @ConfigProperty(description = "A file with the keys that signatures must lead to; by default those of the root")
    private @Nullable String dnssecAnchors;

    @ConfigProperty(description = "How many sessions with all hosts there may be at once")
    private @Nullable String sessionsInAll;

    @ConfigProperty(description = "The time between two mails to one destination")
    private @Nullable String destinationPace;

    @ConfigProperty(description = "The time between two mails")
    private @Nullable String pace;

    @ConfigProperty(description = "When the sender is told that a mail is still on its way")
    private @Nullable String delayNoticeAfter;

    @ConfigProperty(description = "How many reports of failures one sender gets in an hour")
    private @Nullable String reportsPerHour;

    RouteProperties() {}

    /** Adds those that are set. */
    final void putRouteProperties(Map<String, String> properties) {
        put(properties, "routes", routes);
        put(properties, "mxTls", mxTls);
        put(properties, "mxPort", mxPort);
        put(properties, "mtaSts", mtaSts);
        put(properties, "reservedDomains", reservedDomains);
        put(properties, "dnsServers", dnsServers);
        put(properties, "dnsTimeout", dnsTimeout);
        put(properties, "dnssec", dnssec);
        put(properties, "dnssecAnchors", dnssecAnchors);
        put(properties, "sessionsInAll", sessionsInAll);
        put(properties, "destinationPace", destinationPace);
        put(properties, "pace", pace);
        put(properties, "delayNoticeAfter", delayNoticeAfter);
        put(properties, "reportsPerHour", reportsPerHour);
    }

    public @Nullable String getRoutes() {
        return routes;
    }

    public void setRoutes(@Nullable String value) {
        routes = value;
    }

    public @Nullable String getMxTls() {
        return mxTls;
    }

    public void setMxTls(@Nullable String value) {
        mxTls = value;
    }

    public @Nullable String getMxPort() {
        return mxPort;
    }

    public void setMxPort(@Nullable String value) {
        mxPort = value;
    }

    public @Nullable String getMtaSts() {
        return mtaSts;
    }

    public void setMtaSts(@Nullable String value) {
        mtaSts = value;
    }

    public @Nullable String getReservedDomains() {
        return reservedDomains;
    }

    public void setReservedDomains(@Nullable String value) {
        reservedDomains = value;
    }

    public @Nullable String getDnsServers() {
        return dnsServers;
    }

    public void setDnsServers(@Nullable String value) {
        dnsServers = value;
    }

    public @Nullable String getDnsTimeout() {
        return dnsTimeout;
    }

    public void setDnsTimeout(@Nullable String value) {
        dnsTimeout = value;
    }

    public @Nullable String getDnssec() {
        return dnssec;
    }

    public void setDnssec(@Nullable String value) {
        dnssec = value;
    }

    public @Nullable String getDnssecAnchors() {
        return dnssecAnchors;
    }

    public void setDnssecAnchors(@Nullable String value) {
        dnssecAnchors = value;
    }

    public @Nullable String getSessionsInAll() {
        return sessionsInAll;
    }

    public void setSessionsInAll(@Nullable String value) {
        sessionsInAll = value;
    }

    public @Nullable String getDestinationPace() {
        return destinationPace;
    }

    public void setDestinationPace(@Nullable String value) {
        destinationPace = value;
    }

    public @Nullable String getPace() {
        return pace;
    }

    public void setPace(@Nullable String value) {
        pace = value;
    }

    public @Nullable String getDelayNoticeAfter() {
        return delayNoticeAfter;
    }

    public void setDelayNoticeAfter(@Nullable String value) {
        delayNoticeAfter = value;
    }

    public @Nullable String getReportsPerHour() {
        return reportsPerHour;
    }

    public void setReportsPerHour(@Nullable String value) {
        reportsPerHour = value;
    }
}
