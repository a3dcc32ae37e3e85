package io.github.smtpra.engine.tls;

import io.github.smtpra.protocol.sasl.Channel;
import io.github.smtpra.protocol.sasl.ChannelBindings;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What an authentication can be bound to on the client's side of a TLS connection: {@code tls-server-end-point}. */
public final class PeerBinding {
    private PeerBinding() {}

    /** The channel that {@code session} makes; without bindings where there can be none. */
    public static Channel channel(SSLSession session) {
        try {
            return Channel.ENCRYPTED.with(bindings(session.getPeerCertificates()[0]));
        } catch (SSLPeerUnverifiedException | GeneralSecurityException e) {
            return Channel.ENCRYPTED;
        }
    }

    private static ChannelBindings bindings(Certificate certificate) throws GeneralSecurityException {
        if (!(certificate instanceof X509Certificate x509)) {
            return ChannelBindings.NONE;
        }
        byte[] hash = MessageDigest.getInstance(hash(x509.getSigAlgName())).digest(x509.getEncoded());
        return ChannelBindings.NONE.with(ChannelBindings.TLS_SERVER_END_POINT, hash);
    }

    /** RFC 5929 §4.1: the hash of the certificate's own signature, but SHA-256 in the place of MD5 and SHA-1. */
    private static String hash(String signature) {
        String name = signature.toUpperCase(Locale.ROOT);
        return name.startsWith("SHA384") ? "SHA-384" : name.startsWith("SHA512") ? "SHA-512" : "SHA-256";
    }
}
