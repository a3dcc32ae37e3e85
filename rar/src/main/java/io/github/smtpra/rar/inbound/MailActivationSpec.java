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
public class MailActivationSpec extends LoginProperties implements ActivationSpec, Serializable {
    private static final long serialVersionUID = 1L;

    private transient @Nullable ResourceAdapter resourceAdapter;

    @ConfigProperty(description = "The address to listen on")
    private @Nullable String address;

    @ConfigProperty(description = "The port to listen on; 0 for any that is free")
    private @Nullable String port;

    @ConfigProperty(description = "The role of the listener: smtp, submission or lmtp")
    private @Nullable String protocol;

    @ConfigProperty(description = "Our name in the greeting and in trace fields; by default the host's")
    private @Nullable String hostName;

    @ConfigProperty(
            description =
                    "off, optional (STARTTLS offered), required (STARTTLS needed) or implicit (TLS from the first octet)")
    private @Nullable String tls;

    @ConfigProperty(description = "A key store with the server's key, PKCS#12 or JKS")
    private @Nullable String keyStore;

    @ConfigProperty(description = "Its password", confidential = true)
    private @Nullable String keyStorePassword;

    @ConfigProperty(description = "A PEM file with the server's certificate and its chain, instead of a key store")
    private @Nullable String certificateFile;

    @ConfigProperty(description = "A PEM file with the certificate's private key")
    private @Nullable String privateKeyFile;

    @ConfigProperty(description = "Its password, if it has one", confidential = true)
    private @Nullable String privateKeyPassword;

    @ConfigProperty(description = "Who gets mail here: mailboxes or *@domain, divided by blanks or commas")
    private @Nullable String recipients;

    @ConfigProperty(description = "Octets that a mail may have")
    private @Nullable String maxSize;

    @ConfigProperty(description = "Recipients that a mail may have")
    private @Nullable String maxRecipients;

    @ConfigProperty(description = "Mails that a session may have; 0 for any number")
    private @Nullable String maxMails;

    @ConfigProperty(description = "Refused commands before a session is ended")
    private @Nullable String maxErrors;

    @ConfigProperty(description = "Connections in all")
    private @Nullable String maxConnections;

    @ConfigProperty(description = "Connections from one address")
    private @Nullable String maxConnectionsPerClient;

    @ConfigProperty(description = "Connections that one address may open in a minute; 0 for no limit")
    private @Nullable String maxConnectionsPerMinute;

    @ConfigProperty(description = "How long a client is watched before it is greeted; who speaks first is refused")
    private @Nullable String greetingDelay;

    @ConfigProperty(description = "Networks of proxies that begin with a header of the PROXY protocol")
    private @Nullable String proxyNetworks;

    @ConfigProperty(description = "Networks of peers that may say for whom they speak, by XCLIENT")
    private @Nullable String xclientNetworks;

    @ConfigProperty(description = "How recipients are refused that nobody takes: permanent or transient")
    private @Nullable String refusals;

    @ConfigProperty(description = "Octets of interrupted content that are kept for CHECKPOINT; 0 for none")
    private @Nullable String checkpointSpace;

    @ConfigProperty(description = "How long interrupted content is kept")
    private @Nullable String checkpointAge;

    @ConfigProperty(description = "The time for the next command")
    private @Nullable String commandTimeout;

    @ConfigProperty(description = "The time between two pieces of content")
    private @Nullable String blockTimeout;

    @ConfigProperty(description = "The time for all of the content")
    private @Nullable String contentTimeout;

    @ConfigProperty(description = "The time that a mail in progress gets when the listener closes")
    private @Nullable String drainTimeout;

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
        put(properties, "address", address);
        put(properties, "port", port);
        put(properties, "protocol", protocol);
        put(properties, "hostName", hostName);
        put(properties, "tls", tls);
        put(properties, "keyStore", keyStore);
        put(properties, "keyStorePassword", keyStorePassword);
        put(properties, "certificateFile", certificateFile);
        put(properties, "privateKeyFile", privateKeyFile);
        put(properties, "privateKeyPassword", privateKeyPassword);
        putInto(properties);
        put(properties, "recipients", recipients);
        put(properties, "maxSize", maxSize);
        put(properties, "maxRecipients", maxRecipients);
        put(properties, "maxMails", maxMails);
        put(properties, "maxErrors", maxErrors);
        put(properties, "maxConnections", maxConnections);
        put(properties, "maxConnectionsPerClient", maxConnectionsPerClient);
        put(properties, "maxConnectionsPerMinute", maxConnectionsPerMinute);
        put(properties, "greetingDelay", greetingDelay);
        put(properties, "proxyNetworks", proxyNetworks);
        put(properties, "xclientNetworks", xclientNetworks);
        put(properties, "refusals", refusals);
        put(properties, "checkpointSpace", checkpointSpace);
        put(properties, "checkpointAge", checkpointAge);
        put(properties, "commandTimeout", commandTimeout);
        put(properties, "blockTimeout", blockTimeout);
        put(properties, "contentTimeout", contentTimeout);
        put(properties, "drainTimeout", drainTimeout);
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

    public @Nullable String getAddress() {
        return address;
    }

    public void setAddress(@Nullable String value) {
        address = value;
    }

    public @Nullable String getPort() {
        return port;
    }

    public void setPort(@Nullable String value) {
        port = value;
    }

    public @Nullable String getProtocol() {
        return protocol;
    }

    public void setProtocol(@Nullable String value) {
        protocol = value;
    }

    public @Nullable String getHostName() {
        return hostName;
    }

    public void setHostName(@Nullable String value) {
        hostName = value;
    }

    public @Nullable String getTls() {
        return tls;
    }

    public void setTls(@Nullable String value) {
        tls = value;
    }

    public @Nullable String getKeyStore() {
        return keyStore;
    }

    public void setKeyStore(@Nullable String value) {
        keyStore = value;
    }

    public @Nullable String getKeyStorePassword() {
        return keyStorePassword;
    }

    public void setKeyStorePassword(@Nullable String value) {
        keyStorePassword = value;
    }

    public @Nullable String getCertificateFile() {
        return certificateFile;
    }

    public void setCertificateFile(@Nullable String value) {
        certificateFile = value;
    }

    public @Nullable String getPrivateKeyFile() {
        return privateKeyFile;
    }

    public void setPrivateKeyFile(@Nullable String value) {
        privateKeyFile = value;
    }

    public @Nullable String getPrivateKeyPassword() {
        return privateKeyPassword;
    }

    public void setPrivateKeyPassword(@Nullable String value) {
        privateKeyPassword = value;
    }

    public @Nullable String getRecipients() {
        return recipients;
    }

    public void setRecipients(@Nullable String value) {
        recipients = value;
    }

    public @Nullable String getMaxSize() {
        return maxSize;
    }

    public void setMaxSize(@Nullable String value) {
        maxSize = value;
    }

    public @Nullable String getMaxRecipients() {
        return maxRecipients;
    }

    public void setMaxRecipients(@Nullable String value) {
        maxRecipients = value;
    }

    public @Nullable String getMaxMails() {
        return maxMails;
    }

    public void setMaxMails(@Nullable String value) {
        maxMails = value;
    }

    public @Nullable String getMaxErrors() {
        return maxErrors;
    }

    public void setMaxErrors(@Nullable String value) {
        maxErrors = value;
    }

    public @Nullable String getMaxConnections() {
        return maxConnections;
    }

    public void setMaxConnections(@Nullable String value) {
        maxConnections = value;
    }

    public @Nullable String getMaxConnectionsPerClient() {
        return maxConnectionsPerClient;
    }

    public void setMaxConnectionsPerClient(@Nullable String value) {
        maxConnectionsPerClient = value;
    }

    public @Nullable String getMaxConnectionsPerMinute() {
        return maxConnectionsPerMinute;
    }

    public void setMaxConnectionsPerMinute(@Nullable String value) {
        maxConnectionsPerMinute = value;
    }

    public @Nullable String getGreetingDelay() {
        return greetingDelay;
    }

    public void setGreetingDelay(@Nullable String value) {
        greetingDelay = value;
    }

    public @Nullable String getProxyNetworks() {
        return proxyNetworks;
    }

    public void setProxyNetworks(@Nullable String value) {
        proxyNetworks = value;
    }

    public @Nullable String getXclientNetworks() {
        return xclientNetworks;
    }

    public void setXclientNetworks(@Nullable String value) {
        xclientNetworks = value;
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

    public @Nullable String getCommandTimeout() {
        return commandTimeout;
    }

    public void setCommandTimeout(@Nullable String value) {
        commandTimeout = value;
    }

    public @Nullable String getBlockTimeout() {
        return blockTimeout;
    }

    public void setBlockTimeout(@Nullable String value) {
        blockTimeout = value;
    }

    public @Nullable String getContentTimeout() {
        return contentTimeout;
    }

    public void setContentTimeout(@Nullable String value) {
        contentTimeout = value;
    }

    public @Nullable String getDrainTimeout() {
        return drainTimeout;
    }

    public void setDrainTimeout(@Nullable String value) {
        drainTimeout = value;
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
