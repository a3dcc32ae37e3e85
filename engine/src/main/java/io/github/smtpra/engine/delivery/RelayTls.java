package io.github.smtpra.engine.delivery;

import io.github.smtpra.protocol.client.TlsPolicy;

/** The words of the setting {@code relayTls}. */
enum RelayTls {
    /** No TLS. */
    OFF(TlsPolicy.NEVER),
    /** STARTTLS where it is offered, with whoever answers; in the clear otherwise (RFC 7435). */
    OPPORTUNISTIC(TlsPolicy.IF_OFFERED),
    /** STARTTLS, name and chain checked; no mail without. */
    REQUIRED(TlsPolicy.REQUIRED),
    /** TLS from the first octet on, name and chain checked (RFC 8314). */
    IMPLICIT(TlsPolicy.FROM_THE_START);

    private final TlsPolicy policy;

    RelayTls(TlsPolicy policy) {
        this.policy = policy;
    }

    TlsPolicy policy() {
        return policy;
    }

    boolean isVerified() {
        return this == REQUIRED || this == IMPLICIT;
    }
}
