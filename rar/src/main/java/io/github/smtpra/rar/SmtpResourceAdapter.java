package io.github.smtpra.rar;

import io.github.smtpra.rar.outbound.OutboundAdapter;
import io.github.smtpra.rar.outbound.OutboundSide;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * The adapter as the server sees it: properties, start and stop. Described by annotations, not by {@code ra.xml}, so
 * that names and code can not drift apart; servers find them in the jar.
 *
 * <p>Properties are texts, and are checked where they are used: a wrong one is logged at start and told to whoever uses
 * what it spoils, and never keeps the server from starting. What they mean stands in {@code docs/configuration.md}.
 *
 * <p>Set up by one thread; afterwards safe for use by many. Two adapters are equal if their properties are.
 */
@Connector(
        displayName = "smtp-ra",
        description = "Mail as a transactional resource",
        vendorName = "smtp-ra",
        eisType = "SMTP",
        version = "0.1",
        transactionSupport = TransactionSupportLevel.XATransaction)
public final class SmtpResourceAdapter implements ResourceAdapter, OutboundAdapter, Serializable {
    private static final long serialVersionUID = 1L;

    private final TreeMap<String, String> properties = new TreeMap<>();
    private transient @Nullable OutboundSide outbound;

    /** An adapter with the defaults of every property. */
    public SmtpResourceAdapter() {}

    @Override
    public void start(BootstrapContext context) {
        outbound().start();
    }

    @Override
    public void stop() {
        outbound().stop();
    }

    /** Made when first needed: recovery may ask a connection factory before {@link #start}. */
    @Override
    public synchronized OutboundSide outbound() {
        if (outbound == null) {
            outbound = new OutboundSide(Map.copyOf(properties));
        }
        return outbound;
    }

    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) throws ResourceException {
        throw new NotSupportedException("this adapter does not receive mail yet");
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {}

    /** None: what is received is not recovered by transactions, and what is sent is by the connection factory. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    private void set(String name, @Nullable String value) {
        if (value == null) {
            properties.remove(name);
        } else {
            properties.put(name, value);
        }
    }

    public @Nullable String getDataDirectory() {
        return properties.get("dataDirectory");
    }

    @ConfigProperty(description = "Where the outbox lives; by default smtp-ra in the server's data directory.")
    public void setDataDirectory(@Nullable String value) {
        set("dataDirectory", value);
    }

    public @Nullable String getHostName() {
        return properties.get("hostName");
    }

    @ConfigProperty(description = "Our name in EHLO and Message-ID; by default the host's.")
    public void setHostName(@Nullable String value) {
        set("hostName", value);
    }

    public @Nullable String getRelayHost() {
        return properties.get("relayHost");
    }

    @ConfigProperty(description = "The host that takes all mail; without one it goes to each domain's MX.")
    public void setRelayHost(@Nullable String value) {
        set("relayHost", value);
    }

    public @Nullable String getRelayPort() {
        return properties.get("relayPort");
    }

    @ConfigProperty(description = "The relay's port.")
    public void setRelayPort(@Nullable String value) {
        set("relayPort", value);
    }

    public @Nullable String getRelayTls() {
        return properties.get("relayTls");
    }

    @ConfigProperty(description = "Whether the relay is spoken to with TLS.")
    public void setRelayTls(@Nullable String value) {
        set("relayTls", value);
    }

    public @Nullable String getRelayTrustStore() {
        return properties.get("relayTrustStore");
    }

    @ConfigProperty(description = "A key store with the certificates that the relay's must lead to.")
    public void setRelayTrustStore(@Nullable String value) {
        set("relayTrustStore", value);
    }

    public @Nullable String getRelayTrustStorePassword() {
        return properties.get("relayTrustStorePassword");
    }

    @ConfigProperty(description = "The password of the trust store.", confidential = true)
    public void setRelayTrustStorePassword(@Nullable String value) {
        set("relayTrustStorePassword", value);
    }

    public @Nullable String getRelayCertificates() {
        return properties.get("relayCertificates");
    }

    @ConfigProperty(description = "A PEM file with such certificates instead of a key store.")
    public void setRelayCertificates(@Nullable String value) {
        set("relayCertificates", value);
    }

    public @Nullable String getRelayUser() {
        return properties.get("relayUser");
    }

    @ConfigProperty(description = "Whom to authenticate as at the relay.")
    public void setRelayUser(@Nullable String value) {
        set("relayUser", value);
    }

    public @Nullable String getRelayPassword() {
        return properties.get("relayPassword");
    }

    @ConfigProperty(description = "The relay user's password.", confidential = true)
    public void setRelayPassword(@Nullable String value) {
        set("relayPassword", value);
    }

    public @Nullable String getRelaySessions() {
        return properties.get("relaySessions");
    }

    @ConfigProperty(description = "How many sessions with the relay there may be at once.")
    public void setRelaySessions(@Nullable String value) {
        set("relaySessions", value);
    }

    public @Nullable String getRetryFirst() {
        return properties.get("retryFirst");
    }

    @ConfigProperty(description = "The wait before the second attempt.")
    public void setRetryFirst(@Nullable String value) {
        set("retryFirst", value);
    }

    public @Nullable String getRetryLongest() {
        return properties.get("retryLongest");
    }

    @ConfigProperty(description = "The longest wait between two attempts.")
    public void setRetryLongest(@Nullable String value) {
        set("retryLongest", value);
    }

    public @Nullable String getGiveUpAfter() {
        return properties.get("giveUpAfter");
    }

    @ConfigProperty(description = "How long a mail is tried before its sender is told.")
    public void setGiveUpAfter(@Nullable String value) {
        set("giveUpAfter", value);
    }

    public @Nullable String getConnectTimeout() {
        return properties.get("connectTimeout");
    }

    @ConfigProperty(description = "How long to wait for a connection to a peer.")
    public void setConnectTimeout(@Nullable String value) {
        set("connectTimeout", value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SmtpResourceAdapter that && properties.equals(that.properties);
    }

    @Override
    public int hashCode() {
        return properties.hashCode();
    }
}
