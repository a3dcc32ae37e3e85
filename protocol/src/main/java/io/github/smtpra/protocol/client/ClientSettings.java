package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.Mailbox;
import java.util.Optional;

/**
 * What the client does the same way in every session with one peer.
 *
 * @param ownName the name for EHLO: a domain or an address literal (RFC 5321 §4.1.4; CLI-003)
 * @param tls when the session comes under TLS
 * @param login who to authenticate as before the first mail, and how; empty for not at all
 * @param dialect what is spoken
 */
public record ClientSettings(String ownName, TlsPolicy tls, Optional<Login> login, Dialect dialect) {
    /**
     * Checks the name: nothing that could end a line gets into a command.
     *
     * @throws IllegalArgumentException if {@code ownName} is neither a domain nor an address literal
     */
    public ClientSettings {
        // RFC 5321 §4.1.4, RFC 6531 §3.7.1 (CLI-003): in US-ASCII.
        ownName = Mailbox.of("postmaster", ownName).asciiDomain();
    }

    /** Settings without credentials. */
    public static ClientSettings of(String ownName, TlsPolicy tls) {
        return new ClientSettings(ownName, tls, Optional.empty(), Dialect.SMTP);
    }

    /** These settings with somebody to authenticate as. */
    public ClientSettings withLogin(Login other) {
        return new ClientSettings(ownName, tls, Optional.of(other), dialect);
    }

    /** These settings with another policy for TLS. */
    public ClientSettings withTls(TlsPolicy other) {
        return new ClientSettings(ownName, other, login, dialect);
    }

    /** These settings for another dialect. */
    public ClientSettings withDialect(Dialect other) {
        return new ClientSettings(ownName, tls, login, other);
    }
}
