package io.github.smtpra.engine.policy;

import java.security.cert.CertificateException;

/** Nobody vouches for a certificate. A type of its own: Java says with the plain one that a name does not fit. */
final class UntrustedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    UntrustedCertificateException(String message) {
        super(message);
    }
}
