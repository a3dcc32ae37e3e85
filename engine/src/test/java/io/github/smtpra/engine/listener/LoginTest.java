package io.github.smtpra.engine.listener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.delivery.TestCertificate;
import io.github.smtpra.engine.tls.TlsBindings;
import io.github.smtpra.protocol.grammar.SyntaxException;
import io.github.smtpra.protocol.sasl.Base64Text;
import io.github.smtpra.protocol.sasl.Channel;
import io.github.smtpra.protocol.sasl.ChannelBindings;
import io.github.smtpra.protocol.sasl.ClientMechanism;
import io.github.smtpra.protocol.sasl.ClientMechanisms;
import io.github.smtpra.protocol.sasl.Credentials;
import io.github.smtpra.protocol.sasl.Mechanism;
import io.github.smtpra.protocol.sasl.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AUTH over real sockets, with a file of users and with certificates. */
class LoginTest {
    private static final String USER = "ann:{SCRAM-SHA-256}4096$W22ZaJ0SNY7soEsUEjb6gQ=="
            + "$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=$wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=\n";
    private static final String GOOD = plain("ann", "pencil");
    private static final String FAILED = "535 5.7.8 Authentication credentials invalid";

    @TempDir
    Path directory;

    private final Desk desk = new Desk();
    private final CopyOnWriteArrayList<Optional<String>> users = new CopyOnWriteArrayList<>();

    private static String plain(String user, String password) {
        return "AUTH PLAIN " + Base64Text.encode(("\0" + user + "\0" + password).getBytes(UTF_8));
    }

    private PostOffice open(String... properties) throws IOException {
        Path file = Files.writeString(directory.resolve("users"), USER);
        String[] all = new String[properties.length + 4];
        System.arraycopy(properties, 0, all, 4, properties.length);
        all[0] = "usersFile";
        all[1] = file.toString();
        all[2] = "loginFailureDelay";
        all[3] = "0s";
        return serving(all);
    }

    private PostOffice serving(String... properties) throws IOException {
        PostOffice office = new PostOffice(directory, properties);
        desk.ends(mail -> {
            users.add(mail.session().user());
            return new TransactionOutcome.Committed();
        });
        office.subscribe("desk", "desk@example.com", desk);
        return office;
    }

    private static SmtpClient secured(PostOffice office) throws IOException {
        SmtpClient client = office.client().startTls();
        client.ask("EHLO client.example");
        return client;
    }

    // SRV-210, SRV-132
    @Test
    void the_bean_hears_who_has_authenticated_and_the_trace_says_that_somebody_has() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = secured(office)) {
            assertThat(client.ask(GOOD)).isEqualTo("235 2.7.0 Authentication successful");
            assertThat(client.mail("desk@example.com", "text")).startsWith("250");

            assertThat(users).containsExactly(Optional.of("ann"));
            assertThat(desk.mails().get(0).trace()).contains("with ESMTPSA id").doesNotContain("ann;");
        }
    }

    // SRV-217
    @Test
    void before_tls_there_is_no_plain() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = office.connect()) {
            client.hear();
            assertThat(client.ask("EHLO client.example"))
                    .contains("AUTH SCRAM-SHA-256")
                    .doesNotContain("PLAIN");
            assertThat(client.ask(GOOD)).startsWith("538 5.7.11");
            assertThat(client.mail("desk@example.com", "text")).startsWith("250");
            assertThat(users).containsExactly(Optional.empty());
        }
    }

    // SRV-211, SRV-228: with TLS, what comes behind the failures is the end.
    @Test
    void failures_are_the_same_for_all_and_limited() throws IOException {
        try (PostOffice office = open("maxLoginFailures", "3");
                SmtpClient client = secured(office)) {
            assertThat(client.ask(plain("ann", "wrong"))).isEqualTo(FAILED);
            assertThat(client.ask(plain("nobody", "pencil"))).isEqualTo(FAILED);
            assertThat(client.ask(plain("ann", "wrong"))).startsWith("421 4.7.0");
            assertThat(client.isClosed()).isTrue();
        }
    }

    // SRV-228: over sessions.
    @Test
    void a_network_that_fails_too_often_hears_later() throws IOException {
        try (PostOffice office = open("maxLoginFailuresPerClient", "2")) {
            for (int i = 0; i < 2; i++) {
                try (SmtpClient client = secured(office)) {
                    assertThat(client.ask(plain("ann", "wrong"))).isEqualTo(FAILED);
                }
            }
            try (SmtpClient client = secured(office)) {
                assertThat(client.ask(GOOD)).startsWith("454 4.7.0");
            }
        }
    }

    // SRV-227
    @Test
    void a_listener_may_take_nothing_from_strangers() throws IOException {
        try (PostOffice office = open("authenticationRequired", "true");
                SmtpClient client = secured(office)) {
            assertThat(client.ask("MAIL FROM:<ann@example.com>")).startsWith("530 5.7.0");
            client.ask(GOOD);
            assertThat(client.mail("desk@example.com", "text")).startsWith("250");
        }
    }

    // SRV-223, CLI-069: bound to the connection, with each version of TLS.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void scram_is_bound_to_the_connection(String version) throws IOException, SyntaxException {
        try (PostOffice office = open();
                SmtpClient client = office.client()) {
            client.ask("STARTTLS");
            client.handshake(version);
            assertThat(client.ask("EHLO client.example")).contains("AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN");
            ChannelBindings bindings = TlsBindings.ofClient(((SSLSocket) client.socket()).getSession());
            assertThat(bindings.types()).contains(ChannelBindings.TLS_SERVER_END_POINT);
            // RFC 9266: where this Java can do it, that is the one which the exchange below uses.
            assertThat(bindings.types().contains(ChannelBindings.TLS_EXPORTER))
                    .isEqualTo(version.equals("TLSv1.3") && Runtime.version().feature() >= 25);

            assertThat(scram(client, bindings)).startsWith("235 2.7.0");
            assertThat(client.mail("desk@example.com", "text")).startsWith("250");
        }
    }

    // SRV-223: somebody in between, with a connection of its own to each side.
    @Test
    void scram_that_is_bound_to_another_connection_fails() throws IOException, SyntaxException {
        try (PostOffice office = open();
                SmtpClient client = secured(office)) {
            ChannelBindings other = ChannelBindings.NONE.with(ChannelBindings.TLS_SERVER_END_POINT, new byte[32]);

            assertThat(scram(client, other)).isEqualTo(FAILED);
        }
    }

    private static String scram(SmtpClient client, ChannelBindings bindings) throws IOException, SyntaxException {
        ClientMechanism mechanism = new ClientMechanisms(
                        ClientMechanisms.DEFAULT, Mechanism.ClearText.FORBIDDEN, () -> "nonce")
                .strongest(
                        new Credentials.Password("ann", new Secret("pencil")),
                        Set.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"),
                        Channel.ENCRYPTED.with(bindings))
                .orElseThrow();
        String reply = client.ask("AUTH " + mechanism.name() + " "
                + Base64Text.encode(mechanism.initialResponse().orElseThrow()));
        while (reply.startsWith("334 ")) {
            reply = client.ask(Base64Text.encode(mechanism.respond(Base64Text.decode(reply.substring(4)))));
        }
        return reply;
    }

    // RFC 4422 Appendix A
    @Test
    void a_certificate_that_can_be_verified_says_who_the_client_is() throws IOException, GeneralSecurityException {
        TestCertificate known = TestCertificate.forMailbox("ann@example.com");
        Path trusted = known.writeTo(directory.resolve("clients.pem"));
        try (PostOffice office = serving("clientCertificates", trusted.toString())) {
            try (SmtpClient client = withCertificate(office, known)) {
                assertThat(client.ask("EHLO client.example")).endsWith("AUTH EXTERNAL");
                assertThat(client.ask("AUTH EXTERNAL =")).startsWith("235");
                assertThat(client.mail("desk@example.com", "text")).startsWith("250");
                assertThat(users).containsExactly(Optional.of("ann@example.com"));
            }
            try (SmtpClient client = withCertificate(office, TestCertificate.forMailbox("ann@example.com"))) {
                assertThat(client.ask("EHLO client.example")).doesNotContain("AUTH");
                assertThat(client.ask("AUTH EXTERNAL =")).startsWith("504 5.5.4");
                assertThat(client.mail("desk@example.com", "text")).startsWith("250");
            }
            try (SmtpClient client = secured(office)) {
                assertThat(client.ask("AUTH EXTERNAL")).startsWith("504 5.5.4");
            }
        }
    }

    @Test
    void a_common_name_may_be_the_user() throws IOException, GeneralSecurityException {
        TestCertificate known = TestCertificate.forCommonName("ann");
        Path trusted = known.writeTo(directory.resolve("clients.pem"));
        try (PostOffice office = serving("clientCertificates", trusted.toString(), "certificateUser", "common-name");
                SmtpClient client = withCertificate(office, known)) {
            client.ask("EHLO client.example");
            assertThat(client.ask("AUTH EXTERNAL " + Base64Text.encode("ann".getBytes(UTF_8))))
                    .startsWith("235");
        }
    }

    private static SmtpClient withCertificate(PostOffice office, TestCertificate certificate) throws IOException {
        SmtpClient client = office.client();
        client.ask("STARTTLS");
        return client.handshake(certificate.clientContext(new SmtpClient.TrustingEverybody()), "TLSv1.2", "TLSv1.3");
    }

    // RFC 2920 §3.1: the pipe behind a login, also one that fails.
    @Test
    void commands_in_the_pipe_behind_a_login_run() throws IOException {
        try (PostOffice office = open();
                SmtpClient client = secured(office)) {
            client.say(plain("ann", "wrong"), "NOOP", GOOD, "MAIL FROM:<ann@example.com>", "RSET");

            assertThat(client.codes(5)).containsExactly("535", "250", "235", "250", "250");
        }
    }
}
