package io.github.smtpra.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.delivery.TestAuthority;
import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.engine.tls.ClientTrust;
import io.github.smtpra.engine.tlsreport.Flaw;
import io.github.smtpra.engine.tlsreport.ResultType;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that nobody has checked, looked at as if somebody had (RFC 8461 §5). */
class StsRehearsalTest {
    @TempDir
    private Path directory = Path.of("");

    private final TestAuthority authority = new TestAuthority();

    private Optional<ResultType> flaw(SSLContext server) throws Exception {
        ClientTls verified =
                ClientTls.verified(ClientTrust.ofCertificates(authority.writeTo(directory.resolve("ca.pem"))));
        try (SSLServerSocket listening = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(listening));
            thread.start();
            try (Socket tcp = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
                    SSLSocket client = ClientTls.unverified().handshake(tcp, "mx.y.test")) {
                return new StsRehearsal(verified, "mx.y.test")
                        .flaw(client.getSession())
                        .map(Flaw::type);
            } finally {
                thread.join(10_000);
            }
        }
    }

    private static void serve(SSLServerSocket listening) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            socket.startHandshake();
        } catch (java.io.IOException e) {
            // The client says what it makes of it.
        }
    }

    // CLI-067
    @Test
    void a_good_certificate_passes() throws Exception {
        assertThat(flaw(authority.server("mx.y.test"))).isEmpty();
    }

    // CLI-067
    @Test
    void what_would_have_failed_is_found() throws Exception {
        assertThat(flaw(authority.server("other.test"))).contains(ResultType.CERTIFICATE_HOST_MISMATCH);
        assertThat(flaw(authority.expiredServer("mx.y.test"))).contains(ResultType.CERTIFICATE_EXPIRED);
        assertThat(flaw(new TestAuthority().server("mx.y.test"))).contains(ResultType.CERTIFICATE_NOT_TRUSTED);
    }
}
