package io.github.smtpra.engine.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates a client believes. Read once, at construction; holds no password. Safe for use by many threads. */
public final class ClientTrust {
    private final TrustManager trustManager;
    private final String description;

    private ClientTrust(TrustManager trustManager, String description) {
        this.trustManager = trustManager;
        this.description = description;
    }

    /** What this Java trusts. */
    public static ClientTrust ofJava() {
        try {
            return new ClientTrust(trustManager(null), "the trust store of Java");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no trust store", e);
        }
    }

    /**
     * The certificates of a PEM file: authorities, or a peer's own.
     *
     * @throws IOException if it can not be read
     * @throws GeneralSecurityException if it holds no certificate, or one that is broken
     */
    public static ClientTrust ofCertificates(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            return ofCertificates(
                    CertificateFactory.getInstance("X.509").generateCertificates(in), "the certificates of " + pem);
        }
    }

    private static ClientTrust ofCertificates(Collection<? extends Certificate> certificates, String description)
            throws IOException, GeneralSecurityException {
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("no certificate found");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("c" + count++, certificate);
        }
        return new ClientTrust(trustManager(store), description);
    }

    /**
     * The certificates of a trust store, PKCS #12 or JKS.
     *
     * @throws IOException if it can not be read, or the password is wrong
     * @throws GeneralSecurityException if it can not be used
     */
    public static ClientTrust ofStore(Path store, String password) throws IOException, GeneralSecurityException {
        if (!Files.isReadable(store)) {
            throw new NoSuchFileException(store.toString());
        }
        KeyStore loaded = KeyStore.getInstance(store.toFile(), password.toCharArray());
        if (!loaded.aliases().hasMoreElements()) {
            throw new GeneralSecurityException("no certificate found");
        }
        return new ClientTrust(trustManager(loaded), "the trust store " + store);
    }

    private static TrustManager trustManager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers()).findFirst().orElseThrow();
    }

    /** For other protocols over TLS. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trustManager}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    TrustManager trustManager() {
        return trustManager;
    }

    /** What the other side of {@code session} has shown, if this trust holds for it as a client. */
    Optional<X509Certificate> verifiedClient(SSLSession session) {
        try {
            X509Certificate[] chain = Arrays.stream(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
            ((X509TrustManager) trustManager)
                    .checkClientTrusted(chain, chain[0].getPublicKey().getAlgorithm());
            return Optional.of(chain[0]);
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            return Optional.empty();
        }
    }

    static TrustManager anyone() {
        return new Anyone();
    }

    @Override
    public String toString() {
        return description;
    }

    /** Checks nothing. The extended kind, or Java would check names on its own. */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
