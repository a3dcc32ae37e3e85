package io.github.smtpra.engine.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.engine.policy.StsPolicies.PolicyFetcher;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Gets policies from where domains publish them (RFC 8461 §3.3; CLI-063). Safe for use by many threads. */
public final class HttpsPolicyFetcher implements PolicyFetcher {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** RFC 8461 §3.3. */
    private static final int LONGEST = 64 * 1024;

    private final SSLContext tls;
    private final ProxySelector proxies;

    /**
     * Gets them over {@code tls}.
     *
     * @param proxies by which way
     */
    public HttpsPolicyFetcher(SSLContext tls, ProxySelector proxies) {
        this.tls = tls;
        this.proxies = proxies;
    }

    @Override
    public String fetch(String domain) throws IOException {
        String host = "mta-sts." + domain;
        // One for each fetch: it ends its thread when it is done, and fetches are rare.
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .proxy(proxies)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + host + "/.well-known/mta-sts.txt"))
                .timeout(PATIENCE)
                .build();
        try {
            return text(host, client.send(request, BodyHandlers.ofInputStream()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String text(String host, HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            requireName(host, response.sslSession().orElseThrow(() -> new IOException("no TLS")));
            String type = response.headers().firstValue("Content-Type").orElse("");
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            if (!type.toLowerCase(Locale.ROOT).matches("text/plain\\s*(;.*)?")) {
                throw new IOException("the type is '" + type + "', not text/plain");
            }
            byte[] text = body.readNBytes(LONGEST + 1);
            if (text.length > LONGEST) {
                throw new IOException("it is longer than " + LONGEST + " octets");
            }
            return new String(text, UTF_8);
        }
    }

    /** RFC 8461 §3.3: a dNSName. Java takes a common name where there is none. */
    private static void requireName(String host, SSLSession session) throws SSLPeerUnverifiedException {
        Certificate certificate = session.getPeerCertificates()[0];
        if (!(certificate instanceof X509Certificate x509) || !HostNames.bears(x509, List.of(host))) {
            throw new SSLPeerUnverifiedException("the certificate is not for " + host);
        }
    }
}
