package io.github.smtpra.engine.tlsreport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.smtpra.engine.delivery.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reports go to a web server of the test's own, over real TLS. */
class HttpsReportUploaderTest {
    private final TestAuthority authority = new TestAuthority();
    private final HttpsServer server;
    private final List<String> requests = new ArrayList<>();
    private volatile int status = 201;

    HttpsReportUploaderTest() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.server("localhost")));
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + new String(exchange.getRequestBody().readAllBytes(), US_ASCII));
        exchange.getResponseHeaders().add("Location", "https://localhost/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void upload(TestAuthority trusted) throws IOException {
        URI uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/v1/in?a=b");
        new HttpsReportUploader(trusted.client(), ProxySelector.of(null)).upload(uri, new byte[] {'x', 'y'});
    }

    // CLI-067: RFC 8460 §5.4
    @Test
    void a_report_is_posted() throws IOException {
        upload(authority);

        assertThat(requests).containsExactly("POST /v1/in?a=b application/tlsrpt+gzip xy");
    }

    // CLI-067: RFC 8460 §5.4
    @Test
    void what_is_not_a_success_is_a_failure_and_not_followed() {
        for (int code : List.of(302, 400, 503)) {
            status = code;
            assertThatThrownBy(() -> upload(authority))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("" + code);
        }
        assertThat(requests).hasSize(3);
    }

    // CLI-067
    @Test
    void a_server_that_does_not_prove_its_name_gets_nothing() {
        assertThatThrownBy(() -> upload(new TestAuthority())).isInstanceOf(IOException.class);
        assertThat(requests).isEmpty();
    }
}
