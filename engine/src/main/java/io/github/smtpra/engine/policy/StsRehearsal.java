package io.github.smtpra.engine.policy;

import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.engine.tlsreport.Flaw;
import io.github.smtpra.engine.tlsreport.HandshakeFlaw;
import io.github.smtpra.engine.tlsreport.Rehearsal;
import io.github.smtpra.engine.tlsreport.ResultType;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * Looks at the certificate of a host as an MTA-STS policy in force would (RFC 8461 §4.2, §5: what would have failed is told;
 * CLI-067). Immutable.
 *
 * @param verified TLS with hosts that prove their name
 * @param host that name
 */
record StsRehearsal(ClientTls verified, String host) implements Rehearsal {
    @Override
    public Optional<Flaw> flaw(SSLSession session) {
        try {
            X509Certificate certificate = verified.requireChain(session);
            return HostNames.bears(certificate, List.of(host))
                    ? Optional.empty()
                    : Optional.of(new Flaw(ResultType.CERTIFICATE_HOST_MISMATCH, "the certificate is not for " + host));
        } catch (CertificateException | SSLException e) {
            return HandshakeFlaw.of(e);
        }
    }
}
