package io.github.smtpra.engine.tlsreport;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * Posts reports (RFC 8460 §5.4; CLI-067). The server must prove its name: reports may be handed to whoever answers (§3), but
 * are not. Redirections are not followed: where a report goes stands in the DNS. Safe for use by many threads.
 */
final class HttpsReportUploader implements ReportUploader {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int HUNDRED = 100;

    private final SSLContext tls;
    private final ProxySelector proxies;

    /**
     * Posts over {@code tls}.
     *
     * @param proxies by which way
     */
    HttpsReportUploader(SSLContext tls, ProxySelector proxies) {
        this.tls = tls;
        this.proxies = proxies;
    }

    @Override
    public void upload(URI uri, byte[] report) throws IOException {
        // One for each: it ends its thread when it is done, and reports are rare.
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .proxy(proxies)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build();
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/tlsrpt+gzip")
                .POST(BodyPublishers.ofByteArray(report))
                .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status / HUNDRED != 2) {
                throw new IOException("status " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
