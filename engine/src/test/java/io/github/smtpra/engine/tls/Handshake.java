package io.github.smtpra.engine.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A handshake over the loopback. */
final class Handshake {
    private Handshake() {}

    /** What a client that trusts everybody is shown. */
    static Certificate certificateOf(ServerTls tls) throws Exception {
        return certificateOf(tls, "mx.example");
    }

    /** The same, for a client that asks for {@code name} (RFC 6066 §3). */
    static Certificate certificateOf(ServerTls tls, String name) throws Exception {
        ExecutorService server = Executors.newSingleThreadExecutor();
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(tls, listening), server);
            try (SSLSocket client = (SSLSocket)
                    trusting().getSocketFactory().createSocket(listening.getInetAddress(), listening.getLocalPort())) {
                SSLParameters parameters = client.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(name)));
                client.setSSLParameters(parameters);
                client.setSoTimeout(10_000);
                client.startHandshake();
                client.getInputStream().read();
                served.get(10, TimeUnit.SECONDS);
                return client.getSession().getPeerCertificates()[0];
            }
        } finally {
            server.shutdownNow();
        }
    }

    private static void serve(ServerTls tls, ServerSocket listening) {
        try (Socket plain = listening.accept();
                SSLSocket secured = tls.layerOver(plain)) {
            secured.startHandshake();
            secured.getOutputStream().write('!');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLContext trusting() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustingEverybody()}, null);
        return context;
    }

    private static final class TrustingEverybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
