package io.github.smtpra.protocol.client;

import io.github.smtpra.api.smtp.Mailbox;
import io.github.smtpra.protocol.sasl.PlainCredentials;
import java.util.Optional;

/**
 * What the client does the same way in every session with one peer.
 *
 * @param ownName the name for EHLO: a domain or an address literal (RFC 5321 §4.1.4)
 * @param tls when the session comes under TLS
 * @param credentials who to authenticate as before the first mail; empty for not at all
 * @param passwords where the password may go
 * @param dialect what is spoken
 */
public record ClientSettings(
        String ownName,
        TlsPolicy tls,
        Optional<PlainCredentials> credentials,
        PasswordPolicy passwords,
        Dialect dialect) {
    /** Where a password may be sent as it is. */
    public enum PasswordPolicy {
        /** Under TLS only (RFC 4954 §4). */
        UNDER_TLS,
        /** Also in the clear, for anyone on the way to read. */
        ALSO_IN_THE_CLEAR
    }

    /**
     * Checks the name: nothing that could end a line gets into a command.
     *
     * @throws IllegalArgumentException if {@code ownName} is neither a domain nor an address literal
     */
    public ClientSettings {
        Mailbox.of("postmaster", ownName);
    }

    /** Settings for SMTP. */
    public ClientSettings(
            String ownName, TlsPolicy tls, Optional<PlainCredentials> credentials, PasswordPolicy passwords) {
        this(ownName, tls, credentials, passwords, Dialect.SMTP);
    }

    /** Settings without credentials. */
    public static ClientSettings of(String ownName, TlsPolicy tls) {
        return new ClientSettings(ownName, tls, Optional.empty(), PasswordPolicy.UNDER_TLS);
    }

    /** These settings with credentials, for use under TLS only. */
    public ClientSettings withCredentials(PlainCredentials others) {
        return new ClientSettings(ownName, tls, Optional.of(others), passwords, dialect);
    }

    /** These settings with another policy for TLS. */
    public ClientSettings withTls(TlsPolicy other) {
        return new ClientSettings(ownName, other, credentials, passwords, dialect);
    }

    /** These settings for another dialect. */
    public ClientSettings withDialect(Dialect other) {
        return new ClientSettings(ownName, tls, credentials, passwords, other);
    }
}
