package io.github.smtpra.engine.tlsreport;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What a handshake that failed says of the peer (RFC 8460 §4.3.1; CLI-067). */
public final class HandshakeFlaw {
    private static final int DEEPEST = 10;

    private HandshakeFlaw() {}

    /**
     * The flaw that {@code trouble} shows; empty for troubles of the network, which are not told (RFC 8460 §4.3.4;
     * CLI-067).
     */
    public static Optional<Flaw> of(Exception trouble) {
        return certificate(trouble)
                .or(() -> trouble instanceof SSLException
                        ? Optional.of(new Flaw(ResultType.VALIDATION_FAILURE, reason(trouble)))
                        : Optional.empty());
    }

    /** What is wrong with the peer's certificate, if {@code trouble} is about that. */
    public static Optional<Flaw> certificate(Exception trouble) {
        List<Throwable> causes = causes(trouble);
        return type(causes).map(type -> new Flaw(type, reason(causes.get(causes.size() - 1))));
    }

    private static Optional<ResultType> type(List<Throwable> causes) {
        // The date first: Java tells of it by way of a chain that is not trusted.
        if (causes.stream().anyMatch(HandshakeFlaw::isExpiry)) {
            return Optional.of(ResultType.CERTIFICATE_EXPIRED);
        } else if (causes.stream().anyMatch(HandshakeFlaw::isMismatch)) {
            return Optional.of(ResultType.CERTIFICATE_HOST_MISMATCH);
        }
        return causes.stream().anyMatch(HandshakeFlaw::isDistrust)
                ? Optional.of(ResultType.CERTIFICATE_NOT_TRUSTED)
                : Optional.empty();
    }

    private static List<Throwable> causes(Throwable trouble) {
        return Stream.<Throwable>iterate(trouble, one -> one != null, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
    }

    private static boolean isExpiry(Throwable one) {
        return one instanceof CertificateExpiredException
                || one instanceof CertPathValidatorException path && path.getReason() == BasicReason.EXPIRED;
    }

    /** Java has no type for a name that does not fit: it is what says nothing more. */
    private static boolean isMismatch(Throwable one) {
        return one instanceof SSLPeerUnverifiedException
                || one.getClass() == CertificateException.class && one.getCause() == null;
    }

    private static boolean isDistrust(Throwable one) {
        return one instanceof CertificateException
                || one instanceof CertPathValidatorException
                || one instanceof CertPathBuilderException;
    }

    private static String reason(Throwable one) {
        String words = one.getMessage();
        return words == null ? one.getClass().getSimpleName() : words;
    }
}
