package io.github.smtpra.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** What a peer hears and sees of our handshake. */
class ClientTlsTest {
    private final ServerTls server =
            ServerTls.with(ServerKeys.from(Settings.of("", Map.of(), Map.of(), Map.of())), "mx.example.com");

    // CLI-072
    @Test
    void the_peer_is_told_the_name_that_we_look_for() throws IOException {
        assertThat(namesHeard("mx.example.com")).containsExactly("mx.example.com");
    }

    // CLI-072
    @Test
    void an_address_or_what_is_no_name_is_not_told() throws IOException {
        assertThat(namesHeard("127.0.0.1")).isEmpty();
        assertThat(namesHeard("2001:db8::1")).isEmpty();
        assertThat(namesHeard("m_x.example.com")).isEmpty();
    }

    private List<String> namesHeard(String host) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket connection = new Socket(listening.getInetAddress(), listening.getLocalPort())) {
            CompletableFuture<List<String>> heard = CompletableFuture.supplyAsync(() -> serve(listening));
            try (SSLSocket secured = ClientTls.unverified().handshake(connection, host)) {
                assertThat(secured.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
            }
            return heard.join();
        }
    }

    private List<String> serve(ServerSocket listening) {
        try (SSLSocket socket = server.layerOver(listening.accept())) {
            socket.startHandshake();
            return ((ExtendedSSLSession) socket.getSession())
                    .getRequestedServerNames().stream()
                            .map(name -> new SNIHostName(name.getEncoded()).getAsciiName())
                            .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
