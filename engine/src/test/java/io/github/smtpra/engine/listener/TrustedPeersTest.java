package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.SmtpSession;
import io.github.smtpra.engine.settings.InvalidSettingException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that speak for others: by the PROXY protocol and by XCLIENT. */
class TrustedPeersTest {
    private static final String HEADER = "PROXY TCP4 192.0.2.7 192.0.2.1 56324 25\r\n";
    private static final String BINARY_HEADER = "\r\n\r\n\0\r\nQUIT\n!!\0$"
            + " \u0001\r\u00b8\0\0\0\0\0\0\0\0\0\0\0\u0007"
            + " \u0001\r\u00b8\0\0\0\0\0\0\0\0\0\0\0\u0001"
            + "\u00dc\u0004\0\u0019";

    @TempDir
    Path directory;

    private final Desk desk = new Desk();

    private PostOffice open(String... properties) throws IOException {
        PostOffice office = new PostOffice(directory, properties);
        office.subscribe("desk", "desk@example.com", desk);
        return office;
    }

    private String traceOfOneMail(SmtpClient client) throws IOException {
        client.ask("EHLO client.example");
        assertThat(client.mail("desk@example.com", "x")).startsWith("250");
        return desk.mails().get(0).trace();
    }

    // PROXY protocol §2.1 (SRV-300)
    @Test
    void the_client_of_a_proxy_stands_in_the_trace() throws IOException {
        try (PostOffice office = open("proxyNetworks", "127.0.0.0/8");
                SmtpClient client = office.connect()) {
            client.send(HEADER + "EHLO client.example\r\n");
            assertThat(client.hear()).startsWith("220");
            assertThat(client.hear()).startsWith("250");
            assertThat(traceOfOneMail(client)).contains("from client.example ([192.0.2.7])");
        }
    }

    // PROXY protocol §2.2 (SRV-300): the header comes before the TLS handshake.
    @Test
    void a_binary_header_comes_before_tls() throws IOException {
        try (PostOffice office = open("proxyNetworks", "::1 127.0.0.1", "tls", "implicit");
                SmtpClient client = office.connect()) {
            client.send(BINARY_HEADER).handshake("TLSv1.3");
            assertThat(client.hear()).startsWith("220");
            assertThat(traceOfOneMail(client))
                    .contains("([IPv6:2001:db8:0:0:0:0:0:7])")
                    .contains("ESMTPS");
        }
    }

    // PROXY protocol §2 (SRV-300)
    @ParameterizedTest
    @ValueSource(
            strings = {"EHLO client.example\r\n", "PROXY TCP4 192.0.2.7\r\n", "\r\n\r\n\0\r\nQUIT\n!\u0011\u00ff\u00ff"
            })
    void a_proxy_without_a_good_header_is_cut_without_a_word(String said) throws IOException {
        try (PostOffice office = open("proxyNetworks", "127.0.0.1");
                SmtpClient client = office.connect()) {
            client.send(said);
            assertThat(client.isClosed()).isTrue();
        }
    }

    // PROXY protocol §2 (SRV-300)
    @Test
    void from_others_the_header_is_an_unknown_command() throws IOException {
        try (PostOffice office = open("proxyNetworks", "192.0.2.0/24");
                SmtpClient client = office.connect()) {
            client.send(HEADER);
            assertThat(client.hear()).startsWith("220");
            assertThat(client.hear()).startsWith("500 5.5.1");
            assertThat(traceOfOneMail(client)).contains("([127.0.0.1])");
        }
    }

    // PROXY protocol §2.1 (SRV-300), RFC 5321 §7.8 (OPS-003): limits are those of the client, not of the proxy.
    @Test
    void connections_are_counted_by_the_client_behind_the_proxy() throws IOException {
        try (PostOffice office = open("proxyNetworks", "127.0.0.1", "maxConnectionsPerClient", "1");
                SmtpClient first = office.connect();
                SmtpClient second = office.connect();
                SmtpClient other = office.connect()) {
            assertThat(first.send(HEADER).hear()).startsWith("220");
            assertThat(second.send(HEADER).hear()).startsWith("421 4.7.0");
            assertThat(other.send(HEADER.replace("192.0.2.7", "192.0.2.8")).hear())
                    .startsWith("220");
            first.ask("QUIT");
            PostOffice.await("its place is free again", () -> isGreeted(office));
        }
    }

    private static boolean isGreeted(PostOffice office) {
        try (SmtpClient client = office.connect()) {
            return client.send(HEADER).hear().startsWith("220");
        } catch (IOException e) {
            return false;
        }
    }

    // SRV-301
    @Test
    void who_may_say_xclient_speaks_for_another() throws IOException {
        try (PostOffice office = open("xclientNetworks", "127.0.0.1");
                SmtpClient client = office.client()) {
            assertThat(client.ask("EHLO client.example")).contains("XCLIENT NAME ADDR PORT PROTO HELO");
            assertThat(client.ask("XCLIENT NAME=spike.example ADDR=192.0.2.7 PORT=1025"))
                    .startsWith("220");
            assertThat(traceOfOneMail(client)).contains("from client.example (spike.example [192.0.2.7])");
        }
    }

    // SRV-301
    @Test
    void who_may_say_xclient_says_who_has_logged_in_and_where() throws IOException {
        List<SmtpSession> sessions = new CopyOnWriteArrayList<>();
        desk.ends(mail -> {
            sessions.add(mail.session());
            return new TransactionOutcome.Committed();
        });
        try (PostOffice office = open("xclientNetworks", "127.0.0.1");
                SmtpClient client = office.client()) {
            client.ask("XCLIENT LOGIN=ann+40x.example DESTADDR=IPV6:2001:db8::1 DESTPORT=587 ADDR=192.0.2.7");
            assertThat(traceOfOneMail(client)).contains("with ESMTPA ");
            client.ask("XCLIENT ADDR=192.0.2.8 DESTADDR=192.0.2.1");
            client.ask("EHLO client.example");
            client.mail("desk@example.com", "y");
        }
        assertThat(sessions)
                .extracting(SmtpSession::user)
                .containsExactly(Optional.of("ann@x.example"), Optional.empty());
        assertThat(sessions)
                .extracting(session -> session.serverAddress().orElseThrow())
                .containsExactly(new InetSocketAddress("2001:db8::1", 587), new InetSocketAddress("192.0.2.1", 0));
    }

    // SRV-301
    @Test
    void others_may_not_say_xclient() throws IOException {
        try (PostOffice office = open("xclientNetworks", "192.0.2.0/24");
                SmtpClient client = office.client()) {
            assertThat(client.ask("EHLO client.example")).doesNotContain("XCLIENT");
            assertThat(client.ask("XCLIENT ADDR=192.0.2.7")).startsWith("550");
            assertThat(traceOfOneMail(client)).contains("([127.0.0.1])");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/x", "192.0.2", "2001:db8::/129", "/8"})
    void what_is_no_network_is_refused_by_name(String network) {
        assertThatThrownBy(() -> open("proxyNetworks", network))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("proxyNetworks")
                .hasMessageContaining(network);
    }
}
