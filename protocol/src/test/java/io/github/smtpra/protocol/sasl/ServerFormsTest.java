package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers' mechanisms make of what is ill-formed, or meant to deceive. {@code |} stands for NUL, {@code ^} for %x01. */
class ServerFormsTest {
    private static final ServerStep REJECTED = new ServerStep.Refuse(ServerStep.Cause.REJECTED);
    private static final Channel TLS = Channel.ENCRYPTED
            .with(ChannelBindings.NONE.with(ChannelBindings.TLS_SERVER_END_POINT, new byte[] {1}))
            .withClientCertificate();

    private static ServerMechanism server(Mechanism mechanism) {
        return new ServerMechanisms(
                        EnumSet.allOf(Mechanism.class), Mechanism.ClearText.FORBIDDEN, "mx.example.com", () -> "Nonce")
                .begin(mechanism, TLS);
    }

    private static byte[] octets(String text) {
        return text.replace('|', '\0').replace('^', '\1').getBytes(UTF_8);
    }

    // SRV-220: no other form.
    @ParameterizedTest
    @ValueSource(strings = {"", "|", "||", "ann", "ann|pencil", "|ann", "||pencil", "|ann|pencil|", "a|b|c|d"})
    void plain_has_one_form(String response) {
        assertThatThrownBy(() -> server(Mechanism.PLAIN).respond(octets(response)))
                .isInstanceOf(SyntaxException.class);
    }

    // SRV-220
    @Test
    void plain_is_in_utf_8() {
        assertThatThrownBy(() -> server(Mechanism.PLAIN).respond(new byte[] {0, 'a', 0, (byte) 0xff}))
                .isInstanceOf(SyntaxException.class);
    }

    // SRV-220: an empty password, one that is prepared to nothing, a prohibited one, acting for somebody else.
    @ParameterizedTest
    @ValueSource(strings = {"|ann|", "|ann|\u00ad", "|\u00ad|pencil", "|ann|pen\u0007cil", "bob|ann|pencil"})
    void plain_fails_without_a_question(String response) throws SyntaxException {
        assertThat(server(Mechanism.PLAIN).respond(octets(response))).isEqualTo(REJECTED);
    }

    // SRV-220: prepared on both sides.
    @Test
    void plain_prepares_name_and_password() throws SyntaxException {
        assertThat(server(Mechanism.PLAIN).respond(octets("ann|a\u00adnn|pen\u00a0cil")))
                .isEqualTo(new ServerStep.Ask(new Question.CheckPassword("ann", new Secret("pen cil"))));
    }

    // SRV-222
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,",
                "n,,",
                "n,,n=ann",
                "n,,n=,r=x",
                "n,,n=ann,r=",
                "n,,r=x,n=ann",
                "x,,n=ann,r=x",
                "p=,,n=ann,r=x",
                "n,ann,n=ann,r=x",
                "n,a=,n=ann,r=x",
                "n,,m=ext,n=ann,r=x",
                "n,,n=a=nn,r=x",
                "n,,n=a=2cnn,r=x",
                "n,,n=ann,r=x y",
                "n,,n=ann,r=x,",
                "n,,n=ann,r=x,1=2",
                "n,,n=a|nn,r=x"
            })
    void scram_is_ill_formed(String response) {
        assertThatThrownBy(() -> server(Mechanism.SCRAM_SHA_256).respond(octets(response)))
                .isInstanceOf(SyntaxException.class);
    }

    // SRV-222, SRV-223: a binding where none is served, one that was stripped, another identity.
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "SCRAM_SHA_256 p=tls-server-end-point,,n=ann,r=x",
                "SCRAM_SHA_256 y,,n=ann,r=x",
                "SCRAM_SHA_256 n,a=bob,n=ann,r=x",
                "SCRAM_SHA_1 y,,n=ann,r=x",
                "SCRAM_SHA_256_PLUS n,,n=ann,r=x",
                "SCRAM_SHA_256_PLUS y,,n=ann,r=x",
                "SCRAM_SHA_256_PLUS p=tls-unique,,n=ann,r=x"
            })
    void scram_refuses_a_header_that_does_not_fit(Mechanism mechanism, String response) throws SyntaxException {
        assertThat(server(mechanism).respond(octets(response))).isEqualTo(REJECTED);
    }

    // RFC 5802 §5.1
    @Test
    void scram_names_may_hold_commas_and_equals_signs() throws SyntaxException {
        assertThat(server(Mechanism.SCRAM_SHA_256).respond(octets("n,a=a=2Cb=3D=3D2C,n=a=2Cb=3D=3D2C,r=x,z=later")))
                .isEqualTo(new ServerStep.Ask(new Question.FindVerifier("a,b==2C", ScramHash.SHA_256)));
    }

    // SRV-222: the final message.
    @ParameterizedTest
    @ValueSource(
            strings = {"", "c=biws", "c=biws,r=xNonce", "c=!,r=xNonce,p=AAAA", "c=biws,r=xNonce,p=AAA", "r=x,c=y,p=AAAA"
            })
    void scram_final_is_ill_formed(String response) throws SyntaxException {
        ServerMechanism server = offered();

        assertThatThrownBy(() -> server.respond(octets(response))).isInstanceOf(SyntaxException.class);
    }

    // SRV-222
    @ParameterizedTest
    @ValueSource(strings = {"c=biws,r=xNonce,p=AAAA", "c=biws,r=x,p=AAAA", "c=eSws,r=xNonce,p=AAAA"})
    void a_wrong_proof_is_rejected(String response) throws SyntaxException {
        assertThat(offered().respond(octets(response))).isEqualTo(REJECTED);
    }

    private static ServerMechanism offered() throws SyntaxException {
        ServerMechanism server = server(Mechanism.SCRAM_SHA_256);
        ServerStep.Ask asked = (ServerStep.Ask) server.respond(octets("n,,n=ann,r=x"));
        server.resume(Users.answer(asked.question()));
        return server;
    }

    // SRV-211: a name that nobody has looks like one that somebody has, again and again.
    @Test
    void an_unknown_name_gets_a_salt_that_stays() throws SyntaxException {
        assertThat(saltOf("nobody")).isEqualTo(saltOf("nobody")).isNotEqualTo(saltOf("no1"));
    }

    private static String saltOf(String user) throws SyntaxException {
        ServerMechanism server = server(Mechanism.SCRAM_SHA_256);
        ServerStep.Ask asked = (ServerStep.Ask) server.respond(octets("n,,n=" + user + ",r=x"));
        return new String(((ServerStep.Challenge) server.resume(Users.answer(asked.question()))).octets(), UTF_8);
    }

    // SRV-224
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n,,",
                "n,,^",
                "n,,auth=Bearer x^^",
                "n,,^auth=Bearer x^",
                "n,,^auth=Basic x^^",
                "n,,^auth=Bearer ^^",
                "n,,^auth=Bearer x y^^",
                "n,,^auth=Bearer x^auth=Bearer y^^",
                "n,,^=x^^",
                "p=tls-exporter,,^auth=Bearer x^^"
            })
    void oauthbearer_is_ill_formed(String response) {
        assertThatThrownBy(() -> respondAndDemandToken(server(Mechanism.OAUTHBEARER), response))
                .isInstanceOf(SyntaxException.class);
    }

    private static void respondAndDemandToken(ServerMechanism server, String response) throws SyntaxException {
        if (server.respond(octets(response)) instanceof ServerStep.Challenge) {
            throw new SyntaxException("no token");
        }
    }

    // SRV-224: the token is for somebody else than the client says.
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"OAUTHBEARER n,a=bob,^auth=Bearer~good^^", "XOAUTH2 user=bob^auth=Bearer~good^^"})
    void a_token_for_somebody_else_is_refused_in_two_steps(Mechanism mechanism, String response)
            throws SyntaxException {
        ServerMechanism server = server(mechanism);
        ServerStep.Ask asked = (ServerStep.Ask) server.respond(octets(response.replace('~', ' ')));

        assertThat(server.resume(Users.answer(asked.question()))).isInstanceOf(ServerStep.Challenge.class);
        assertThat(server.respond(octets(""))).isEqualTo(REJECTED);
    }

    // SRV-225
    @ParameterizedTest
    @ValueSource(
            strings = {"", "ann", "ann 123", "ann b913a602c7eda7a495b4e6e7334d389z", " b913a602c7eda7a495b4e6e7334d3890"
            })
    void cram_md5_is_ill_formed(String response) {
        assertThatThrownBy(() -> server(Mechanism.CRAM_MD5).respond(octets(response)))
                .isInstanceOf(SyntaxException.class);
    }

    // SRV-226
    @Test
    void what_can_not_be_said_now_is_told_apart() throws SyntaxException {
        for (Mechanism mechanism : List.of(Mechanism.PLAIN, Mechanism.OAUTHBEARER, Mechanism.EXTERNAL)) {
            assertThat(server(mechanism).resume(new Answer.Unavailable()))
                    .isEqualTo(new ServerStep.Refuse(ServerStep.Cause.UNAVAILABLE));
            assertThat(server(mechanism).resume(new Answer.TooWeak()))
                    .isEqualTo(new ServerStep.Refuse(ServerStep.Cause.TOO_WEAK));
            assertThat(server(mechanism).resume(new Answer.TransitionNeeded()))
                    .isEqualTo(new ServerStep.Refuse(ServerStep.Cause.TRANSITION_NEEDED));
        }
    }

    @Property(tries = 200)
    void whatever_comes_is_answered_or_ill_formed(@ForAll Mechanism mechanism, @ForAll List<byte[]> responses) {
        ServerMechanism server = server(mechanism);
        try {
            ServerStep step = server.begin();
            for (byte[] response : responses) {
                step = server.respond(response);
                while (step instanceof ServerStep.Ask ask) {
                    step = server.resume(Users.answer(ask.question()));
                }
                if (!(step instanceof ServerStep.Challenge)) {
                    return;
                }
            }
            assertThat(step).isInstanceOf(ServerStep.Challenge.class);
        } catch (SyntaxException e) {
            assertThat(e.why()).isNotEmpty();
        }
    }
}
