package io.github.smtpra.engine.delivery;

import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.engine.settings.InvalidSettingException;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.engine.tls.ClientTrust;
import io.github.smtpra.protocol.client.ClientSettings;
import io.github.smtpra.protocol.client.Dialect;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/** Makes {@link Relay}s of the settings that begin with {@code relay}. */
final class RelaySettings {
    private static final String HOST_FORM = "names or addresses of hosts, without port and brackets";

    private final Settings settings;
    private final String ownName;

    RelaySettings(Settings settings, String ownName) {
        this.settings = settings;
        this.ownName = ownName;
    }

    /** The relays, in the order to be tried; none if {@code relayHost} is nowhere set. */
    List<Relay> relays() {
        return settings.list("relayHost").stream().map(this::relay).toList();
    }

    private Relay relay(String host) {
        requireHost(host);
        Account account = AccountSettings.ofRelay(settings).account();
        // Who sends a password wants to know to whom.
        RelayTls fallback = account.isNobody() ? RelayTls.OPPORTUNISTIC : RelayTls.REQUIRED;
        RelayTls tls = settings.choice("relayTls", RelayTls.class, fallback);
        if (tls == RelayTls.OFF && account.needsTls()) {
            // RFC 4954 §4 (CLI-068): PLAIN needs TLS.
            throw new InvalidSettingException(
                    "relayTls",
                    "off",
                    "required or implicit with relayUser or relayKeyStore, or relayPasswordInTheClear=true");
        }
        ClientSettings session = new ClientSettings(ownName, tls.policy(), account.login(), dialect());
        int port = settings.integer("relayPort", 25, 1, 65535);
        return new Relay(host, port, tls(tls).showing(account.keys()), session);
    }

    private static void requireHost(String host) {
        String domain = host.indexOf(':') < 0 ? host : "[IPv6:" + host + "]";
        try {
            Mailbox.of("postmaster", domain);
        } catch (IllegalArgumentException e) {
            throw bad("relayHost", host, HOST_FORM, e);
        }
        if (host.startsWith("[")) {
            throw new InvalidSettingException("relayHost", host, HOST_FORM);
        }
    }

    private Dialect dialect() {
        return settings.choice("relayProtocol", Dialect.class, Dialect.SMTP);
    }

    private ClientTls tls(RelayTls tls) {
        ClientTrust trust = trust();
        return tls.isVerified() ? ClientTls.verified(trust) : ClientTls.unverified();
    }

    /** Whom to believe. */
    ClientTrust trust() {
        Optional<String> certificates = settings.text("relayCertificates");
        Optional<String> store = settings.text("relayTrustStore");
        if (certificates.isPresent() && store.isPresent()) {
            throw new InvalidSettingException(
                    "relayCertificates", certificates.get(), "nothing, where relayTrustStore is set");
        }
        return certificates
                .map(RelaySettings::certificates)
                .or(() -> store.map(this::store))
                .orElseGet(ClientTrust::ofJava);
    }

    private static ClientTrust certificates(String file) {
        try {
            return ClientTrust.ofCertificates(Path.of(file));
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            throw bad("relayCertificates", file, "a readable PEM file with certificates", e);
        }
    }

    private ClientTrust store(String file) {
        try {
            return ClientTrust.ofStore(Path.of(file), settings.text("relayTrustStorePassword", ""));
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            throw bad("relayTrustStore", file, "a trust store that relayTrustStorePassword opens", e);
        }
    }

    private static InvalidSettingException bad(String property, String value, String allowed, Exception cause) {
        InvalidSettingException bad = new InvalidSettingException(property, value, allowed);
        bad.initCause(cause);
        return bad;
    }
}
