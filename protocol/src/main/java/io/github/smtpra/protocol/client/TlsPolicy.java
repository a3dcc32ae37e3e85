package io.github.smtpra.protocol.client;

/** When a session comes under TLS. */
public enum TlsPolicy {
    /** Never, whatever the peer offers. */
    NEVER,
    /** By STARTTLS if the peer offers it (RFC 7435). */
    IF_OFFERED,
    /** By STARTTLS; no mail and no credentials without it. */
    REQUIRED,
    /** From the first octet on (RFC 8314 §3); the engine is fed and read behind TLS. */
    FROM_THE_START
}
