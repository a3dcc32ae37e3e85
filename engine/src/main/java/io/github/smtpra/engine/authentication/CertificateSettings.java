package io.github.smtpra.engine.authentication;

import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.engine.tls.ClientTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Whose client certificates are believed, and what they say.
 *
 * @param trustStore a key store with the authorities
 * @param password of the trust store
 * @param authorities a PEM file with the authorities, instead
 * @param user what of a certificate is the user's name
 */
public record CertificateSettings(
        Optional<Path> trustStore, Optional<String> password, Optional<Path> authorities, UserName user) {
    /** What of a certificate is the user's name. */
    public enum UserName {
        /** The first mailbox among the subject's alternative names (RFC 5280 §4.2.1.6). */
        EMAIL,
        /** The subject's common name. */
        COMMON_NAME
    }

    static Optional<CertificateSettings> from(Settings settings) {
        CertificateSettings all = new CertificateSettings(
                settings.text("clientTrustStore").map(Path::of),
                settings.text("clientTrustStorePassword"),
                settings.text("clientCertificates").map(Path::of),
                settings.choice("certificateUser", UserName.class, UserName.EMAIL));
        if (all.trustStore.isPresent() && all.authorities.isPresent()) {
            throw new InvalidSettingException(
                    "clientTrustStore", all.trustStore.get() + "", "either clientTrustStore or clientCertificates");
        }
        return all.trustStore.isEmpty() && all.authorities.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    /**
     * Reads the files.
     *
     * @throws InvalidSettingException if they can not be used
     */
    public ClientTrust trust() {
        String property = trustStore.isPresent() ? "clientTrustStore" : "clientCertificates";
        Path file = trustStore.or(() -> authorities).orElseThrow();
        try {
            return trustStore.isPresent()
                    ? ClientTrust.ofStore(file, password.orElse(""))
                    : ClientTrust.ofCertificates(file);
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidSettingException(
                    property, file.toString(), "a file with certificates that can be used; " + e.getMessage());
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "CertificateSettings[" + trustStore.or(() -> authorities) + ", " + user + "]";
    }
}
