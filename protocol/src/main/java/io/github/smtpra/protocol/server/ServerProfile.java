package io.github.smtpra.protocol.server;

import io.github.smtpra.api.smtp.DomainSyntax;

/**
 * What a server is and allows: the settings of its sessions.
 *
 * @param role what it is to its clients
 * @param hostName its own name, in the greeting, in trace fields and as the domain of a postmaster that stands alone
 * @param tls what it does about TLS
 * @param maxSize octets that a mail may have, as SIZE counts them; 0: no fixed limit (RFC 1870 §3)
 * @param maxRecipients recipients that a mail may have; 100 at least (RFC 5321 §4.5.3.1.8)
 * @param maxErrors refused commands before the session is ended
 */
public record ServerProfile(Role role, String hostName, TlsOffer tls, long maxSize, int maxRecipients, int maxErrors) {
    /** What a server is to its clients. */
    public enum Role {
        /** A mail exchanger (RFC 5321). */
        SMTP,
        /** The last hop into mailboxes: a reply for each recipient (RFC 2033). */
        LMTP
    }

    /** What a server does about TLS. */
    public enum TlsOffer {
        /** There is none. */
        NONE,
        /** STARTTLS is offered, mail is taken without it too. */
        OFFERED,
        /** STARTTLS is offered, and no mail is taken without it. */
        REQUIRED
    }

    /** Checks the ranges. */
    public ServerProfile {
        if (!DomainSyntax.isDomain(hostName) && !DomainSyntax.isAddressLiteral(hostName)) {
            throw new IllegalArgumentException("not a host name: " + hostName);
        }
        if (maxSize < 0 || maxRecipients < 100 || maxErrors < 1) {
            throw new IllegalArgumentException("a limit is out of range");
        }
    }
}
