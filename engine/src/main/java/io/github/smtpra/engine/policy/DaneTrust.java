package io.github.smtpra.engine.policy;

import io.github.smtpra.engine.dns.CertificateAssociation;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes the certificates that the DNS names for a host, and no others (RFC 7672 §3; CLI-065). The peer's own need no name
 * and no date; those under an authority need both. Immutable.
 */
final class DaneTrust extends X509ExtendedTrustManager {
    private final List<CertificateAssociation> associations;
    private final List<String> names;

    /**
     * Trust in {@code associations}.
     *
     * @param associations those of use
     * @param names what the host may be called (RFC 7672 §3.2.2)
     */
    DaneTrust(List<CertificateAssociation> associations, List<String> names) {
        this.associations = List.copyOf(associations);
        this.names = List.copyOf(names);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        List<X509Certificate> certificates = Arrays.asList(chain);
        boolean trusted = associations.stream()
                .anyMatch(one -> one.usage() == Associations.OWN
                        ? Associations.matches(one, certificates.get(0))
                        : isUnder(one, certificates));
        if (!trusted) {
            throw objection(certificates);
        }
    }

    /** What the certificate lacks, where the authority is the right one. */
    private CertificateException objection(List<X509Certificate> chain) {
        boolean known = associations.stream()
                .filter(one -> one.usage() == Associations.AUTHORITY)
                .anyMatch(one -> chain.stream().anyMatch(each -> Associations.matches(one, each)));
        if (known && !HostNames.bears(chain.get(0), names)) {
            return new CertificateException("the certificate is not for any of " + names);
        } else if (known) {
            return dateOf(chain.get(0)).orElseGet(DaneTrust::nobodysPeer);
        }
        return nobodysPeer();
    }

    private static Optional<CertificateException> dateOf(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return Optional.empty();
        } catch (CertificateException e) {
            return Optional.of(e);
        }
    }

    private static CertificateException nobodysPeer() {
        return new UntrustedCertificateException("no certificate is one that the DNS names (RFC 7672)");
    }

    /** RFC 7672 §3.1.2: the authority has to be in the chain, and from it on all has to be in order. */
    private boolean isUnder(CertificateAssociation authority, List<X509Certificate> chain) {
        for (int i = 0; i < chain.size(); i++) {
            if (Associations.matches(authority, chain.get(i))
                    && HostNames.bears(chain.get(0), names)
                    && isPath(chain.subList(0, i), chain.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPath(List<X509Certificate> path, X509Certificate authority) {
        try {
            authority.checkValidity();
            if (!path.isEmpty()) {
                PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
                parameters.setRevocationEnabled(false);
                CertPathValidator.getInstance("PKIX")
                        .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            }
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("for servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("for servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("for servers only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
