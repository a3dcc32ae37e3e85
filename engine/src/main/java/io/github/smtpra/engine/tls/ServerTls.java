package io.github.smtpra.engine.tls;

import io.github.smtpra.engine.settings.InvalidSettingException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of TLS for one listener. Made once, since keys take time; safe for use by many threads.
 */
public final class ServerTls {
    private static final System.Logger LOG = System.getLogger("io.github.smtpra.listener");

    /** RFC 8996: nothing below TLS 1.2 (SRV-196). */
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final @Nullable SSLContext context;
    private final Optional<ClientTrust> clients;

    private ServerTls(@Nullable SSLContext context, Optional<ClientTrust> clients) {
        this.context = context;
        this.clients = clients;
    }

    /** No TLS: for a listener that never shakes hands. */
    public static ServerTls none() {
        return new ServerTls(null, Optional.empty());
    }

    /**
     * TLS with {@code keys}; where there are none, with a certificate made now that nobody trusts.
     *
     * @param hostName the name that a certificate made now gets
     * @throws InvalidSettingException if the keys can not be used
     */
    public static ServerTls with(ServerKeys keys, String hostName) {
        return with(keys, hostName, Optional.empty());
    }

    /**
     * The same, and clients are asked for a certificate.
     *
     * @param clients whose certificates are believed; nobody is asked for one if it is empty
     */
    public static ServerTls with(ServerKeys keys, String hostName, Optional<ClientTrust> clients) {
        if (keys.store().isEmpty() && keys.certificate().isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "SMTPRA001 No certificate is configured: a self-signed one for {0} was made, which no client can"
                            + " verify. For production set keyStore, or certificateFile and privateKeyFile.",
                    hostName);
        }
        try {
            char[] password = keys.password().orElse("").toCharArray();
            KeyStore store = KeyStores.load(keys, hostName);
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            // A handshake must not fail for a certificate of whoever: other mail servers show theirs, and expect
            // nothing.
            context.init(managers.getKeyManagers(), new TrustManager[] {ClientTrust.anyone()}, null);
            return new ServerTls(context, clients);
        } catch (GeneralSecurityException | IOException e) {
            if (e instanceof UnrecoverableKeyException || e.getCause() instanceof UnrecoverableKeyException) {
                throw new InvalidSettingException(
                        "keyStorePassword", "(not shown)", "the one that opens the key store; " + e.getMessage());
            }
            String property = keys.store().isPresent() ? "keyStore" : "certificateFile";
            String value =
                    keys.store().or(keys::certificate).map(Object::toString).orElse("");
            throw new InvalidSettingException(property, value, "keys that can be used; " + e.getMessage());
        }
    }

    /**
     * A server's TLS socket over a connected one; the handshake is the caller's to start.
     *
     * @throws IOException if the connection is lost
     */
    public SSLSocket layerOver(Socket plain) throws IOException {
        if (context == null) {
            throw new IOException("this listener has no TLS");
        }
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        socket.setUseClientMode(false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(VERSIONS);
        // RFC 9325 §4.1 (SRV-197)
        parameters.setUseCipherSuitesOrder(true);
        parameters.setWantClientAuth(clients.isPresent());
        socket.setSSLParameters(parameters);
        return socket;
    }

    /** The certificate that the client has shown, if it could be verified; RFC 4422 Appendix A calls for no less. */
    public Optional<X509Certificate> verifiedClient(SSLSession session) {
        return clients.flatMap(trust -> trust.verifiedClient(session));
    }
}
