package io.github.smtpra.engine.policy;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Names that certificates and policies give (RFC 9525 §6.3). */
final class HostNames {
    private static final Integer DNS_NAME = 2;

    private HostNames() {}

    /** Whether {@code pattern}, perhaps with {@code *} as its leftmost label and nowhere else, means {@code host}. */
    static boolean matches(String pattern, String host) {
        String name = host.toLowerCase(Locale.ROOT);
        String wanted = pattern.toLowerCase(Locale.ROOT);
        if (!wanted.startsWith("*.")) {
            return wanted.equals(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && wanted.substring(1).equals(name.substring(dot));
    }

    /** Whether {@code certificate} bears one of {@code names}: as dNSName, no common name (RFC 9525 §6.3; CLI-062). */
    static boolean bears(X509Certificate certificate, List<String> names) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            return alternatives != null
                    && alternatives.stream()
                            .filter(one -> one.get(0).equals(DNS_NAME))
                            .anyMatch(one -> names.stream().anyMatch(name -> matches((String) one.get(1), name)));
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
