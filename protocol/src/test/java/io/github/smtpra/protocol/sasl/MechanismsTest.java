package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each mechanism's client against its server, and the choice among them. */
class MechanismsTest {
    private static final Channel TLS = Channel.ENCRYPTED
            .with(ChannelBindings.NONE.with(ChannelBindings.TLS_SERVER_END_POINT, new byte[] {1, 2, 3}))
            .withClientCertificate();
    private static final Set<Mechanism> ALL = EnumSet.allOf(Mechanism.class);

    private final ServerMechanisms servers =
            new ServerMechanisms(ALL, Mechanism.ClearText.FORBIDDEN, "mx.example.com", () -> "ServerNonce");

    private static ClientMechanism client(Mechanism mechanism, Credentials credentials, Channel channel) {
        return new ClientMechanisms(Set.of(mechanism), Mechanism.ClearText.FORBIDDEN, () -> "ClientNonce")
                .strongest(credentials, Set.of(mechanism.wireName()), channel)
                .orElseThrow();
    }

    private static Credentials credentials(Mechanism mechanism, String secret) {
        return switch (mechanism.asks()) {
            case CERTIFICATE -> new Credentials.Certificate(Optional.of(secret.equals("pencil") ? "ann" : "bob"));
            case TOKEN -> new Credentials.Token("ann", new Secret(secret.equals("pencil") ? "good" : "bad"));
            default -> new Credentials.Password("ann", new Secret(secret));
        };
    }

    // CLI-068, CLI-069, SRV-220, SRV-221, SRV-222, SRV-223, SRV-224, SRV-225
    @ParameterizedTest
    @EnumSource(Mechanism.class)
    void client_and_server_agree_on_good_credentials(Mechanism mechanism) throws SyntaxException {
        ClientMechanism client = client(mechanism, credentials(mechanism, "pencil"), TLS);

        assertThat(client.name()).isEqualTo(mechanism.wireName());
        assertThat(new Exchange(client, servers.begin(mechanism, TLS)).run()).contains(Identity.of("ann"));
    }

    // SRV-211, SRV-222
    @ParameterizedTest
    @EnumSource(Mechanism.class)
    void bad_credentials_are_refused(Mechanism mechanism) throws SyntaxException {
        ClientMechanism client = client(mechanism, credentials(mechanism, "wrong"), TLS);

        assertThat(new Exchange(client, servers.begin(mechanism, TLS)).run()).isEmpty();
    }

    // SRV-217, CLI-068
    @Test
    void without_tls_no_secret_is_sent_as_it_is() {
        assertThat(servers.usable(Channel.CLEAR))
                .containsExactly(Mechanism.SCRAM_SHA_256, Mechanism.SCRAM_SHA_1, Mechanism.CRAM_MD5);
        assertThat(strongest(ALL, Channel.CLEAR, Mechanism.PLAIN, Mechanism.LOGIN))
                .isEmpty();
    }

    // SRV-223: a -PLUS is listed where there is something to bind to.
    @Test
    void with_tls_all_are_usable_that_have_what_they_need() {
        assertThat(servers.usable(TLS)).containsExactlyElementsOf(ALL);
        assertThat(servers.usable(Channel.ENCRYPTED))
                .doesNotContain(Mechanism.SCRAM_SHA_256_PLUS, Mechanism.SCRAM_SHA_1_PLUS, Mechanism.EXTERNAL)
                .contains(Mechanism.PLAIN);
    }

    // CLI-068
    @Test
    void the_strongest_that_is_offered_is_chosen() {
        assertThat(strongest(ALL, TLS, Mechanism.PLAIN, Mechanism.SCRAM_SHA_256, Mechanism.SCRAM_SHA_256_PLUS))
                .contains("SCRAM-SHA-256-PLUS");
        assertThat(strongest(ALL, Channel.ENCRYPTED, Mechanism.PLAIN, Mechanism.SCRAM_SHA_256_PLUS))
                .contains("PLAIN");
        assertThat(strongest(ALL, TLS, Mechanism.LOGIN, Mechanism.PLAIN, Mechanism.SCRAM_SHA_1))
                .contains("SCRAM-SHA-1");
        assertThat(strongest(ClientMechanisms.DEFAULT, Channel.CLEAR, Mechanism.CRAM_MD5))
                .isEmpty();
    }

    private static Optional<String> strongest(Set<Mechanism> allowed, Channel channel, Mechanism... offered) {
        return new ClientMechanisms(allowed, Mechanism.ClearText.FORBIDDEN, () -> "ClientNonce")
                .strongest(
                        credentials(Mechanism.PLAIN, "pencil"),
                        Set.of(offered).stream().map(Mechanism::wireName).collect(Collectors.toSet()),
                        channel)
                .map(ClientMechanism::name);
    }

    // SRV-223: the client could bind and was made to believe that we can not.
    @Test
    void a_stripped_plus_is_found_out() throws SyntaxException {
        ClientMechanism deceived = new ClientMechanisms(ALL, Mechanism.ClearText.FORBIDDEN, () -> "ClientNonce")
                .strongest(credentials(Mechanism.PLAIN, "pencil"), Set.of("SCRAM-SHA-256"), TLS)
                .orElseThrow();

        assertThat(new String(deceived.initialResponse().orElseThrow(), UTF_8)).startsWith("y,,");
        assertThat(new Exchange(deceived, servers.begin(Mechanism.SCRAM_SHA_256, TLS)).run())
                .isEmpty();
    }

    // SRV-223
    @Test
    void an_exchange_that_is_bound_to_another_channel_fails() throws SyntaxException {
        Channel other = Channel.ENCRYPTED.with(
                ChannelBindings.NONE.with(ChannelBindings.TLS_SERVER_END_POINT, new byte[] {9, 9, 9}));
        ClientMechanism between =
                client(Mechanism.SCRAM_SHA_256_PLUS, credentials(Mechanism.SCRAM_SHA_256, "pencil"), other);

        assertThat(new Exchange(between, servers.begin(Mechanism.SCRAM_SHA_256_PLUS, TLS)).run())
                .isEmpty();
    }

    // CLI-069
    @ParameterizedTest
    @CsvSource({
        "v=, v=AAAA",
        "ServerNonce, ''",
        "i=4096, i=4095",
        "i=4096, i=99999999",
        "r=ClientNonce, r=OtherNonce",
        "s=, x="
    })
    void a_client_refuses_a_server_that_cheats(String from, String to) {
        Exchange exchange = new Exchange(
                        client(Mechanism.SCRAM_SHA_256, credentials(Mechanism.SCRAM_SHA_256, "pencil"), TLS),
                        servers.begin(Mechanism.SCRAM_SHA_256, TLS))
                .tamper(said -> said.replace(from, to));

        assertThatThrownBy(exchange::run).isInstanceOf(SyntaxException.class);
    }

    // CLI-069: 235 before the signature.
    @Test
    void a_scram_client_does_not_believe_an_early_success() throws SyntaxException {
        ClientMechanism client = client(Mechanism.SCRAM_SHA_256, credentials(Mechanism.SCRAM_SHA_256, "pencil"), TLS);

        assertThat(client.mayEnd()).isFalse();
        client.respond("r=ClientNonceX,s=c2FsdA==,i=4096".getBytes(UTF_8));
        assertThat(client.mayEnd()).isFalse();
    }

    @Test
    void secrets_show_in_no_text() {
        assertThat(new Credentials.Password("ann", new Secret("pencil")) + "").doesNotContain("pencil");
        assertThat(new Question.CheckPassword("ann", new Secret("pencil")) + "").doesNotContain("pencil");
        assertThat(new Question.CheckToken(Optional.empty(), new Secret("token")) + "")
                .doesNotContain("=token");
        assertThat(new Identity("ann", Optional.of("pencil")) + "").doesNotContain("pencil");
    }

    @Test
    void credentials_that_can_not_be_sent_are_refused_without_being_named() {
        assertThatThrownBy(() -> new Credentials.Password("ann", new Secret("pen\0cil")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("cil\0");
        assertThatThrownBy(() -> new Credentials.Password("", new Secret("pencil")))
                .hasMessageContaining("user is empty");
        assertThatThrownBy(() -> new Credentials.Token("ann", new Secret("a b")))
                .hasMessageNotContaining("a b");
    }
}
