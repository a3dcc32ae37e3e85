package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The examples of the RFCs. */
class VectorsTest {
    private static final Credentials.Password USER = new Credentials.Password("user", new Secret("pencil"));

    private static String text(byte[] octets) {
        return new String(octets, UTF_8);
    }

    private static String challenge(ServerStep step) {
        return text(((ServerStep.Challenge) step).octets());
    }

    /** An exchange of SCRAM: the server's nonce, salt, and the five messages. */
    private record Scram(ScramHash hash, List<String> nonces, String salt, List<String> messages) {}

    private static void play(Scram vector) throws SyntaxException {
        ScramClient client = new ScramClient(
                vector.hash(),
                USER,
                new Gs2Header("n", Optional.empty()),
                ChannelBindings.NONE,
                vector.nonces().get(0));
        ScramServer server = new ScramServer(
                vector.hash(),
                new ScramBinding(ScramBinding.Use.UNBOUND, ChannelBindings.NONE),
                vector.nonces().get(1));
        ScramVerifier verifier = ScramVerifier.of(
                vector.hash(), USER.password(), new ScramVerifier.Salting(4096, Base64Text.decode(vector.salt())));
        List<String> messages = vector.messages();

        assertThat(text(client.initialResponse().orElseThrow())).isEqualTo(messages.get(0));
        server.respond(messages.get(0).getBytes(UTF_8));
        assertThat(challenge(server.resume(new Answer.Verifier(verifier, Identity.of("user")))))
                .isEqualTo(messages.get(1));
        assertThat(text(client.respond(messages.get(1).getBytes(UTF_8)))).isEqualTo(messages.get(2));
        assertThat(challenge(server.respond(messages.get(2).getBytes(UTF_8)))).isEqualTo(messages.get(3));
        assertThat(client.respond(messages.get(3).getBytes(UTF_8))).isEmpty();
        assertThat(client.mayEnd()).isTrue();
        assertThat(server.respond(new byte[0])).isEqualTo(new ServerStep.Accept(Identity.of("user")));
    }

    // RFC 5802 §5 (SRV-222, CLI-069)
    @Test
    void scram_sha_1() throws SyntaxException {
        play(new Scram(
                ScramHash.SHA_1,
                List.of("fyko+d2lbbFgONRv9qkxdawL", "3rfcNHYJY1ZVvWVs7j"),
                "QSXCR+Q6sek8bf92",
                List.of(
                        "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
                        "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
                        "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                        "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=")));
    }

    // RFC 7677 §3 (SRV-222, CLI-069)
    @Test
    void scram_sha_256() throws SyntaxException {
        play(new Scram(
                ScramHash.SHA_256,
                List.of("rOprNGfwEbeRWgbNEkqO", "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"),
                "W22ZaJ0SNY7soEsUEjb6gQ==",
                List.of(
                        "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
                        "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                        "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")));
    }

    // RFC 2195 §2 (SRV-225)
    @Test
    void cram_md5() throws SyntaxException {
        String challenge = "<1896.697170952@postoffice.reston.mci.net>";
        CramMd5Client client = new CramMd5Client(new Credentials.Password("tim", new Secret("tanstaaftanstaaf")));

        assertThat(text(client.respond(challenge.getBytes(UTF_8)))).isEqualTo("tim b913a602c7eda7a495b4e6e7334d3890");
    }

    // RFC 4616 §4 (SRV-220, CLI-068)
    @Test
    void plain() throws SyntaxException {
        assertThat(new PlainServer().respond("\0tim\0tanstaaftanstaaf".getBytes(UTF_8)))
                .isEqualTo(new ServerStep.Ask(new Question.CheckPassword("tim", new Secret("tanstaaftanstaaf"))));
        assertThat(new PlainServer().respond("Ursel\0Kurt\0xipj3plmq".getBytes(UTF_8)))
                .isEqualTo(new ServerStep.Refuse(ServerStep.Cause.REJECTED));
    }

    // RFC 7628 §4.1, §4.3 (SRV-224)
    @Test
    void oauthbearer() throws SyntaxException {
        String token = "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==";
        String said = "n,a=user@example.com,\1host=server.example.com\1port=143\1auth=Bearer " + token + "\1\1";
        OAuthServer server = new OAuthServer(OAuthServer.Form.OAUTHBEARER);

        assertThat(server.respond(said.getBytes(UTF_8)))
                .isEqualTo(new ServerStep.Ask(
                        new Question.CheckToken(Optional.of("user@example.com"), new Secret(token))));
        assertThat(challenge(server.resume(new Answer.Rejected()))).isEqualTo("{\"status\":\"invalid_token\"}");
        assertThat(server.respond(new byte[] {1})).isEqualTo(new ServerStep.Refuse(ServerStep.Cause.REJECTED));
    }

    // RFC 7628 §4.2: without a token a client learns what is asked for (SRV-224).
    @Test
    void oauthbearer_without_a_token() throws SyntaxException {
        OAuthServer server = new OAuthServer(OAuthServer.Form.OAUTHBEARER);

        assertThat(challenge(server.respond("n,,\1auth=\1\1".getBytes(UTF_8)))).startsWith("{\"status\"");
    }
}
