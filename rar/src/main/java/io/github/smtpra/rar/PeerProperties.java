package io.github.smtpra.rar;

import jakarta.resource.spi.ConfigProperty;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Those properties of the adapter that say how long peers may take, and what else we show them of ourselves; as
 * {@link AdapterProperties} has the others.
 */
public abstract class PeerProperties implements Serializable {
    private static final long serialVersionUID = 1L;

    @ConfigProperty(description = "How long a peer may take to greet")
    private @Nullable String peerGreetingTimeout;

    @ConfigProperty(description = "How long a peer may take to answer EHLO, STARTTLS, AUTH, RSET or a chunk")
    private @Nullable String peerCommandTimeout;

    @ConfigProperty(description = "How long a peer may take to answer MAIL")
    private @Nullable String peerMailTimeout;

    @ConfigProperty(description = "How long a peer may take to answer RCPT")
    private @Nullable String peerRecipientTimeout;

    @ConfigProperty(description = "How long a peer may take to answer DATA")
    private @Nullable String peerDataTimeout;

    @ConfigProperty(description = "How long a peer may take to read what one write gives it")
    private @Nullable String peerBlockTimeout;

    @ConfigProperty(description = "How long a peer may take to answer the end of the content")
    private @Nullable String peerFinalDotTimeout;

    @ConfigProperty(description = "How long a TLS handshake may take")
    private @Nullable String peerHandshakeTimeout;

    @ConfigProperty(description = "How long the answer to QUIT is waited for")
    private @Nullable String peerQuitTimeout;

    @ConfigProperty(description = "A key store with our own key and certificate for the relay")
    private @Nullable String relayKeyStore;

    @ConfigProperty(description = "The password of that key store", confidential = true)
    private @Nullable String relayKeyStorePassword;

    @ConfigProperty(description = "A file with the credentials that hosts in the routes name")
    private @Nullable String credentialsFile;

    @ConfigProperty(description = "Whether mail is taken from domains whose MX is null: accept or refuse")
    private @Nullable String nullMxSenders;

    PeerProperties() {}

    /** Adds those that are set. */
    final void putPeerProperties(Map<String, String> properties) {
        put(properties, "peerGreetingTimeout", peerGreetingTimeout);
        put(properties, "peerCommandTimeout", peerCommandTimeout);
        put(properties, "peerMailTimeout", peerMailTimeout);
        put(properties, "peerRecipientTimeout", peerRecipientTimeout);
        put(properties, "peerDataTimeout", peerDataTimeout);
        put(properties, "peerBlockTimeout", peerBlockTimeout);
        put(properties, "peerFinalDotTimeout", peerFinalDotTimeout);
        put(properties, "peerHandshakeTimeout", peerHandshakeTimeout);
        put(properties, "peerQuitTimeout", peerQuitTimeout);
        put(properties, "relayKeyStore", relayKeyStore);
        put(properties, "relayKeyStorePassword", relayKeyStorePassword);
        put(properties, "credentialsFile", credentialsFile);
        put(properties, "nullMxSenders", nullMxSenders);
    }

    static void put(Map<String, String> properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    public @Nullable String getPeerGreetingTimeout() {
        return peerGreetingTimeout;
    }

    public void setPeerGreetingTimeout(@Nullable String value) {
        peerGreetingTimeout = value;
    }

    public @Nullable String getPeerCommandTimeout() {
        return peerCommandTimeout;
    }

    public void setPeerCommandTimeout(@Nullable String value) {
        peerCommandTimeout = value;
    }

    public @Nullable String getPeerMailTimeout() {
        return peerMailTimeout;
    }

    public void setPeerMailTimeout(@Nullable String value) {
        peerMailTimeout = value;
    }

    public @Nullable String getPeerRecipientTimeout() {
        return peerRecipientTimeout;
    }

    public void setPeerRecipientTimeout(@Nullable String value) {
        peerRecipientTimeout = value;
    }

    public @Nullable String getPeerDataTimeout() {
        return peerDataTimeout;
    }

    public void setPeerDataTimeout(@Nullable String value) {
        peerDataTimeout = value;
    }

    public @Nullable String getPeerBlockTimeout() {
        return peerBlockTimeout;
    }

    public void setPeerBlockTimeout(@Nullable String value) {
        peerBlockTimeout = value;
    }

    public @Nullable String getPeerFinalDotTimeout() {
        return peerFinalDotTimeout;
    }

    public void setPeerFinalDotTimeout(@Nullable String value) {
        peerFinalDotTimeout = value;
    }

    public @Nullable String getPeerHandshakeTimeout() {
        return peerHandshakeTimeout;
    }

    public void setPeerHandshakeTimeout(@Nullable String value) {
        peerHandshakeTimeout = value;
    }

    public @Nullable String getPeerQuitTimeout() {
        return peerQuitTimeout;
    }

    public void setPeerQuitTimeout(@Nullable String value) {
        peerQuitTimeout = value;
    }

    public @Nullable String getRelayKeyStore() {
        return relayKeyStore;
    }

    public void setRelayKeyStore(@Nullable String value) {
        relayKeyStore = value;
    }

    public @Nullable String getRelayKeyStorePassword() {
        return relayKeyStorePassword;
    }

    public void setRelayKeyStorePassword(@Nullable String value) {
        relayKeyStorePassword = value;
    }

    public @Nullable String getCredentialsFile() {
        return credentialsFile;
    }

    public void setCredentialsFile(@Nullable String value) {
        credentialsFile = value;
    }

    public @Nullable String getNullMxSenders() {
        return nullMxSenders;
    }

    public void setNullMxSenders(@Nullable String value) {
        nullMxSenders = value;
    }
}
