package io.github.smtpra.engine.tls;

import io.github.smtpra.protocol.sasl.ChannelBindings;
import java.lang.reflect.Method;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What of a TLS connection an exchange of SASL can be bound to (RFC 5929, RFC 9266; SRV-223). */
public final class TlsBindings {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");
    private static final String LABEL = "EXPORTER-Channel-Binding";
    private static final int EXPORTED_OCTETS = 32;

    private TlsBindings() {}

    /** For a server. */
    public static ChannelBindings ofServer(SSLSession session) {
        Certificate[] own = session.getLocalCertificates();
        return of(session, own == null || own.length == 0 ? Optional.empty() : Optional.of(own[0]));
    }

    /** For a client. */
    public static ChannelBindings ofClient(SSLSession session) {
        try {
            return of(session, Optional.of(session.getPeerCertificates()[0]));
        } catch (SSLPeerUnverifiedException e) {
            return of(session, Optional.empty());
        }
    }

    private static ChannelBindings of(SSLSession session, Optional<Certificate> server) {
        ChannelBindings bindings = ChannelBindings.NONE;
        Optional<byte[]> exported = exported(session);
        if (exported.isPresent()) {
            bindings = bindings.with(ChannelBindings.TLS_EXPORTER, exported.get());
        }
        Optional<byte[]> hash = server.flatMap(TlsBindings::endPoint);
        return hash.isPresent() ? bindings.with(ChannelBindings.TLS_SERVER_END_POINT, hash.get()) : bindings;
    }

    /** RFC 9266 §2: of TLS 1.3. Java can do it from version 25 on, and we compile for 17. */
    private static Optional<byte[]> exported(SSLSession session) {
        if (!session.getProtocol().equals("TLSv1.3")) {
            return Optional.empty();
        }
        try {
            Method export = ExtendedSSLSession.class.getMethod(
                    "exportKeyingMaterialData", String.class, byte[].class, int.class);
            return Optional.of((byte[]) export.invoke(session, LABEL, new byte[0], EXPORTED_OCTETS));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.TRACE, "no exporter", e);
            return Optional.empty();
        }
    }

    /** RFC 5929 §4.1: the hash function of the certificate's signature, but SHA-256 for MD5 and SHA-1. */
    private static Optional<byte[]> endPoint(Certificate certificate) {
        try {
            Optional<String> function = function((X509Certificate) certificate);
            return function.isPresent()
                    ? Optional.of(MessageDigest.getInstance(function.get()).digest(certificate.getEncoded()))
                    : Optional.empty();
        } catch (GeneralSecurityException e) {
            LOG.log(System.Logger.Level.TRACE, "no end point", e);
            return Optional.empty();
        }
    }

    /** Empty where the signature has no hash function of its own: then there is no such binding. */
    private static Optional<String> function(X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        int with = algorithm.indexOf("WITH");
        String function =
                algorithm.contains("PSS") ? pssFunction(certificate) : algorithm.substring(0, Math.max(with, 0));
        return switch (function.replace("-", "")) {
            case "MD5", "SHA1", "SHA256" -> Optional.of("SHA-256");
            case "SHA224" -> Optional.of("SHA-224");
            case "SHA384" -> Optional.of("SHA-384");
            case "SHA512" -> Optional.of("SHA-512");
            default -> Optional.empty();
        };
    }

    private static String pssFunction(X509Certificate certificate) throws GeneralSecurityException {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
