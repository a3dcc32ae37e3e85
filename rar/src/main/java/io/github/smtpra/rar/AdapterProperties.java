package io.github.smtpra.rar;

import jakarta.resource.spi.ConfigProperty;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The properties of the adapter, a getter and a setter for each as Jakarta Connectors asks. All are texts, and are
 * checked where they are used: a wrong one is logged at start and told to whoever uses what it spoils, and never keeps
 * the server from starting. A property that is not set has its default; what each means stands in
 * {@code docs/configuration.md}.
 *
 * <p>The annotations stand at the fields because WildFly fails on them at setters.
 */
public abstract class AdapterProperties extends RouteProperties {
    private static final long serialVersionUID = 1L;

    @ConfigProperty(description = "Where the outbox lives; by default smtp-ra in the server's data directory")
    private @Nullable String dataDirectory;

    @ConfigProperty(
            description =
                    "The JNDI name of a PostgreSQL data source that servers share as their outbox; by default none")
    private @Nullable String outboxDataSource;

    @ConfigProperty(
            description =
                    "The JNDI name of a PostgreSQL data source in which servers share what is known of mails whose"
                            + " reply may be lost; by default none")
    private @Nullable String ledgerDataSource;

    @ConfigProperty(
            description =
                    "This server's name among those that share the outbox or the ledger; by default the server's node name")
    private @Nullable String outboxNode;

    @ConfigProperty(description = "How long a dead server's mail waits before another one delivers it")
    private @Nullable String outboxLease;

    @ConfigProperty(description = "Our name in EHLO and Message-ID; by default the host's")
    private @Nullable String hostName;

    @ConfigProperty(description = "The hosts that take all mail, the first that can; without one it waits")
    private @Nullable String relayHost;

    @ConfigProperty(description = "The relay's port")
    private @Nullable String relayPort;

    @ConfigProperty(description = "Whether the relay is spoken to with TLS")
    private @Nullable String relayTls;

    @ConfigProperty(description = "A key store with the certificates that the relay's must lead to")
    private @Nullable String relayTrustStore;

    @ConfigProperty(description = "The password of the trust store", confidential = true)
    private @Nullable String relayTrustStorePassword;

    @ConfigProperty(description = "A PEM file with such certificates instead of a key store")
    private @Nullable String relayCertificates;

    @ConfigProperty(description = "Whom to authenticate as at the relay")
    private @Nullable String relayUser;

    @ConfigProperty(description = "The relay user's password", confidential = true)
    private @Nullable String relayPassword;

    @ConfigProperty(description = "Whether the password may be sent without TLS")
    private @Nullable String relayPasswordInTheClear;

    @ConfigProperty(
            description = "A token to authenticate with at the relay instead of a password",
            confidential = true)
    private @Nullable String relayToken;

    @ConfigProperty(description = "The mechanisms of authentication that may be used with the relay")
    private @Nullable String relayMechanisms;

    @ConfigProperty(description = "What the relay speaks, smtp or lmtp")
    private @Nullable String relayProtocol;

    @ConfigProperty(description = "How many sessions with the relay there may be at once")
    private @Nullable String relaySessions;

    @ConfigProperty(description = "The wait before the second attempt")
    private @Nullable String retryFirst;

    @ConfigProperty(description = "The longest wait between two attempts")
    private @Nullable String retryLongest;

    @ConfigProperty(description = "How long a mail is tried before its sender is told")
    private @Nullable String giveUpAfter;

    @ConfigProperty(description = "How long to wait for a connection to a peer")
    private @Nullable String connectTimeout;

    @ConfigProperty(description = "Deliveries to all beans at the same time")
    private @Nullable String maxDeliveries;

    @ConfigProperty(description = "Whether clients may have the queue run for a destination (ETRN): off or on")
    private @Nullable String etrn;

    AdapterProperties() {}

    /** Those that are set, by name. */
    final Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        put(properties, "dataDirectory", dataDirectory);
        put(properties, "outboxDataSource", outboxDataSource);
        put(properties, "ledgerDataSource", ledgerDataSource);
        put(properties, "outboxNode", outboxNode);
        put(properties, "outboxLease", outboxLease);
        put(properties, "hostName", hostName);
        put(properties, "relayHost", relayHost);
        put(properties, "relayPort", relayPort);
        put(properties, "relayTls", relayTls);
        put(properties, "relayTrustStore", relayTrustStore);
        put(properties, "relayTrustStorePassword", relayTrustStorePassword);
        put(properties, "relayCertificates", relayCertificates);
        put(properties, "relayUser", relayUser);
        put(properties, "relayPassword", relayPassword);
        put(properties, "relayPasswordInTheClear", relayPasswordInTheClear);
        put(properties, "relayToken", relayToken);
        put(properties, "relayMechanisms", relayMechanisms);
        put(properties, "relayProtocol", relayProtocol);
        put(properties, "relaySessions", relaySessions);
        put(properties, "retryFirst", retryFirst);
        put(properties, "retryLongest", retryLongest);
        put(properties, "giveUpAfter", giveUpAfter);
        put(properties, "connectTimeout", connectTimeout);
        putPeerProperties(properties);
        putRouteProperties(properties);
        putReportProperties(properties);
        put(properties, "maxDeliveries", maxDeliveries);
        put(properties, "etrn", etrn);
        return properties;
    }

    public @Nullable String getDataDirectory() {
        return dataDirectory;
    }

    public void setDataDirectory(@Nullable String value) {
        dataDirectory = value;
    }

    public @Nullable String getOutboxDataSource() {
        return outboxDataSource;
    }

    public void setOutboxDataSource(@Nullable String value) {
        outboxDataSource = value;
    }

    public @Nullable String getLedgerDataSource() {
        return ledgerDataSource;
    }

    public void setLedgerDataSource(@Nullable String value) {
        ledgerDataSource = value;
    }

    public @Nullable String getOutboxNode() {
        return outboxNode;
    }

    public void setOutboxNode(@Nullable String value) {
        outboxNode = value;
    }

    public @Nullable String getOutboxLease() {
        return outboxLease;
    }

    public void setOutboxLease(@Nullable String value) {
        outboxLease = value;
    }

    public @Nullable String getHostName() {
        return hostName;
    }

    public void setHostName(@Nullable String value) {
        hostName = value;
    }

    public @Nullable String getRelayHost() {
        return relayHost;
    }

    public void setRelayHost(@Nullable String value) {
        relayHost = value;
    }

    public @Nullable String getRelayPort() {
        return relayPort;
    }

    public void setRelayPort(@Nullable String value) {
        relayPort = value;
    }

    public @Nullable String getRelayTls() {
        return relayTls;
    }

    public void setRelayTls(@Nullable String value) {
        relayTls = value;
    }

    public @Nullable String getRelayTrustStore() {
        return relayTrustStore;
    }

    public void setRelayTrustStore(@Nullable String value) {
        relayTrustStore = value;
    }

    public @Nullable String getRelayTrustStorePassword() {
        return relayTrustStorePassword;
    }

    public void setRelayTrustStorePassword(@Nullable String value) {
        relayTrustStorePassword = value;
    }

    public @Nullable String getRelayCertificates() {
        return relayCertificates;
    }

    public void setRelayCertificates(@Nullable String value) {
        relayCertificates = value;
    }

    public @Nullable String getRelayUser() {
        return relayUser;
    }

    public void setRelayUser(@Nullable String value) {
        relayUser = value;
    }

    public @Nullable String getRelayPassword() {
        return relayPassword;
    }

    public void setRelayPassword(@Nullable String value) {
        relayPassword = value;
    }

    public @Nullable String getRelayPasswordInTheClear() {
        return relayPasswordInTheClear;
    }

    public void setRelayPasswordInTheClear(@Nullable String value) {
        relayPasswordInTheClear = value;
    }

    public @Nullable String getRelayToken() {
        return relayToken;
    }

    public void setRelayToken(@Nullable String value) {
        relayToken = value;
    }

    public @Nullable String getRelayMechanisms() {
        return relayMechanisms;
    }

    public void setRelayMechanisms(@Nullable String value) {
        relayMechanisms = value;
    }

    public @Nullable String getRelayProtocol() {
        return relayProtocol;
    }

    public void setRelayProtocol(@Nullable String value) {
        relayProtocol = value;
    }

    public @Nullable String getRelaySessions() {
        return relaySessions;
    }

    public void setRelaySessions(@Nullable String value) {
        relaySessions = value;
    }

    public @Nullable String getRetryFirst() {
        return retryFirst;
    }

    public void setRetryFirst(@Nullable String value) {
        retryFirst = value;
    }

    public @Nullable String getRetryLongest() {
        return retryLongest;
    }

    public void setRetryLongest(@Nullable String value) {
        retryLongest = value;
    }

    public @Nullable String getGiveUpAfter() {
        return giveUpAfter;
    }

    public void setGiveUpAfter(@Nullable String value) {
        giveUpAfter = value;
    }

    public @Nullable String getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(@Nullable String value) {
        connectTimeout = value;
    }

    public @Nullable String getMaxDeliveries() {
        return maxDeliveries;
    }

    public void setMaxDeliveries(@Nullable String value) {
        maxDeliveries = value;
    }

    public @Nullable String getEtrn() {
        return etrn;
    }

    public void setEtrn(@Nullable String value) {
        etrn = value;
    }
}
