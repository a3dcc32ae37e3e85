package io.github.smtpra.rar.inbound;

import jakarta.resource.spi.ConfigProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those properties of a listener that say what a client may do, how much and how long, and whom it may speak for. */
public abstract class LimitProperties extends PortProperties {
    private static final long serialVersionUID = 1L;

    @ConfigProperty(description = "Octets that a mail may have")
    private @Nullable String maxSize;

    @ConfigProperty(description = "Recipients that a mail may have")
    private @Nullable String maxRecipients;

    @ConfigProperty(description = "Refused commands before a session is ended")
    private @Nullable String maxErrors;

    @ConfigProperty(description = "Mails that a session may have; 0 for any number")
    private @Nullable String maxMails;

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

    @ConfigProperty(description = "The time for the next command")
    private @Nullable String commandTimeout;

    @ConfigProperty(description = "The time between two pieces of content")
    private @Nullable String blockTimeout;

    @ConfigProperty(description = "The time for all of the content")
    private @Nullable String contentTimeout;

    @ConfigProperty(description = "The time that a mail in progress gets when the listener closes")
    private @Nullable String drainTimeout;

    @Override
    void putInto(Map<String, String> properties) {
        super.putInto(properties);
        put(properties, "maxSize", maxSize);
        put(properties, "maxRecipients", maxRecipients);
        put(properties, "maxErrors", maxErrors);
        put(properties, "maxMails", maxMails);
        put(properties, "maxConnections", maxConnections);
        put(properties, "maxConnectionsPerClient", maxConnectionsPerClient);
        put(properties, "maxConnectionsPerMinute", maxConnectionsPerMinute);
        put(properties, "greetingDelay", greetingDelay);
        put(properties, "proxyNetworks", proxyNetworks);
        put(properties, "xclientNetworks", xclientNetworks);
        put(properties, "commandTimeout", commandTimeout);
        put(properties, "blockTimeout", blockTimeout);
        put(properties, "contentTimeout", contentTimeout);
        put(properties, "drainTimeout", drainTimeout);
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

    public @Nullable String getMaxErrors() {
        return maxErrors;
    }

    public void setMaxErrors(@Nullable String value) {
        maxErrors = value;
    }

    public @Nullable String getMaxMails() {
        return maxMails;
    }

    public void setMaxMails(@Nullable String value) {
        maxMails = value;
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
}
