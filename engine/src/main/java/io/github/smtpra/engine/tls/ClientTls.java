package io.github.smtpra.engine.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * The client's side of TLS: puts TLS over a connection that stands (RFC 3207, RFC 8314). TLS 1.2 and 1.3 only (RFC 9325
 * §3.1.1; CLI-072). Immutable; safe for use by many threads.
 */
public final class ClientTls {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final TrustManager trust;
    private final Check check;
    private final Optional<ClientKeys> keys;
    private final SSLContext context;

    private enum Check {
        CHAIN_AND_NAME,
        BY_TRUST,
        NONE
    }

    private ClientTls(TrustManager trust, Check check, Optional<ClientKeys> keys) {
        this.trust = trust;
        this.check = check;
        this.keys = keys;
        this.context = context(trust, keys);
    }

    /** TLS with a peer whose certificate {@code trust} accepts and which bears the name that was asked for. */
    public static ClientTls verified(ClientTrust trust) {
        return new ClientTls(trust.trustManager(), Check.CHAIN_AND_NAME, Optional.empty());
    }

    /** TLS with whoever answers: no protection but from those who only listen (RFC 7435 §3). */
    public static ClientTls unverified() {
        return new ClientTls(ClientTrust.anyone(), Check.NONE, Optional.empty());
    }

    /** TLS with a peer that {@code trust} accepts, which looks at names itself where that is needed. */
    public static ClientTls trusting(X509ExtendedTrustManager trust) {
        return new ClientTls(trust, Check.BY_TRUST, Optional.empty());
    }

    /** The same, showing {@code own} to who asks for a certificate; nothing if it is empty. */
    public ClientTls showing(Optional<ClientKeys> own) {
        return own.isEmpty() && keys.isEmpty() ? this : new ClientTls(trust, check, own);
    }

    /** What is shown to who asks for a certificate. */
    public Optional<ClientKeys> keys() {
        return keys;
    }

    /** Whether a handshake that succeeds tells who the peer is. */
    public boolean isVerified() {
        return check != Check.NONE;
    }

    private static SSLContext context(TrustManager trust, Optional<ClientKeys> keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.map(ClientKeys::managers).orElse(null), new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /**
     * Does the handshake over {@code connection}. To cut it off, close {@code connection} itself: closing a socket of
     * TLS waits for a write that hangs.
     *
     * @param host the name that the peer must bear, also told to it (RFC 6066 §3; CLI-072)
     * @throws IOException if there is no TLS with this peer; the connection is then of no more use
     */
    public SSLSocket handshake(Socket connection, String host) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(connection, host, connection.getPort(), true);
        socket.setSSLParameters(parameters(socket.getSSLParameters(), host));
        socket.startHandshake();
        if (check == Check.CHAIN_AND_NAME) {
            requireSubjectAlternativeName(socket.getSession().getPeerCertificates()[0]);
        }
        return socket;
    }

    /**
     * What the peer of {@code session} has shown, if there is trust in it, whoever the session was made with. Says nothing of
     * its name.
     *
     * @throws CertificateException if there is none
     * @throws SSLPeerUnverifiedException if it has shown nothing
     */
    public X509Certificate requireChain(SSLSession session) throws CertificateException, SSLPeerUnverifiedException {
        X509Certificate[] chain = Arrays.stream(session.getPeerCertificates())
                .map(X509Certificate.class::cast)
                .toArray(X509Certificate[]::new);
        ((X509TrustManager) trust).checkServerTrusted(chain, "UNKNOWN");
        return chain[0];
    }

    private SSLParameters parameters(SSLParameters parameters, String host) {
        parameters.setProtocols(VERSIONS);
        if (check == Check.CHAIN_AND_NAME) {
            // The rules for names of RFC 2818 are those of RFC 9525, but for what requireSubjectAlternativeName adds
            // (CLI-062).
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (host.indexOf(':') < 0 && !host.matches("[0-9.]+")) {
            // RFC 6066 §3: no address literals. An underscore, say, is no name for SNI, but no reason to fail.
            serverName(host, parameters);
        }
        return parameters;
    }

    private static void serverName(String host, SSLParameters parameters) {
        try {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        } catch (IllegalArgumentException e) {
            parameters.setServerNames(List.of());
        }
    }

    /**
     * RFC 9525 §6.3: the common name is no name of a server (CLI-062). Java takes it where there is no alternative
     * name.
     */
    private static void requireSubjectAlternativeName(Certificate certificate) throws SSLPeerUnverifiedException {
        if (!(certificate instanceof X509Certificate x509) || !hasSubjectAlternativeName(x509)) {
            throw new SSLPeerUnverifiedException("the certificate has no subjectAltName (RFC 9525 §6.3)");
        }
    }

    private static boolean hasSubjectAlternativeName(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .map(name -> name.get(0))
                            .anyMatch(type -> type.equals(DNS_NAME) || type.equals(IP_ADDRESS));
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
