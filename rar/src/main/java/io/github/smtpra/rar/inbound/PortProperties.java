package io.github.smtpra.rar.inbound;

import jakarta.resource.spi.ConfigProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those properties of a listener that say where it listens, under which name and with which keys. */
public abstract class PortProperties extends LoginProperties {
    private static final long serialVersionUID = 1L;

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

    @Override
    void putInto(Map<String, String> properties) {
        super.putInto(properties);
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
}
