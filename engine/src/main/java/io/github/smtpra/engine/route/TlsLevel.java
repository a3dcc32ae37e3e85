package io.github.smtpra.engine.route;

/** How much protection a next hop must offer. */
public enum TlsLevel {
    /** No TLS. */
    OFF,
    /** STARTTLS where it is offered, with whoever answers; in the clear otherwise (RFC 7435; CLI-060). */
    OPPORTUNISTIC,
    /** STARTTLS with whoever answers; no mail without. */
    ENCRYPTED,
    /** STARTTLS, name and chain checked (RFC 9525; CLI-062); no mail without. */
    VERIFIED
}
