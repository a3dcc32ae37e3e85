package io.github.smtpra.engine.tlsreport;

import java.util.Locale;

/**
 * What can be wrong with a session (RFC 8460 §4.3; CLI-067). {@code dane-required} is missing: no setting asks for DANE
 * where a domain has none.
 */
public enum ResultType {
    /** The host does not offer STARTTLS, or refuses it. */
    STARTTLS_NOT_SUPPORTED,
    /** The certificate is for somebody else. */
    CERTIFICATE_HOST_MISMATCH,
    /** The certificate's time is over. */
    CERTIFICATE_EXPIRED,
    /** Nobody that we believe vouches for the certificate. */
    CERTIFICATE_NOT_TRUSTED,
    /** Something else about the handshake, or about the host. */
    VALIDATION_FAILURE,
    /** None of the host's keys in the DNS is of use. */
    TLSA_INVALID,
    /** The DNS does not tell the host's keys. */
    DNSSEC_INVALID,
    /** The domain's policy could not be had. */
    STS_POLICY_FETCH_ERROR,
    /** What is published as the domain's policy is none. */
    STS_POLICY_INVALID,
    /** The server of the domain's policy does not prove its name. */
    STS_WEBPKI_INVALID;

    /** The word of the report. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
