package io.github.smtpra.rar.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.authentication.ClientFacts;
import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Question;
import io.github.smtpra.protocol.sasl.ScramHash;
import io.github.smtpra.protocol.sasl.Secret;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Questions of SASL mechanisms, answered by a server. */
class ContainerAuthenticatorTest {
    private static final ClientFacts CLIENT = new ClientFacts(new InetSocketAddress(0), Optional.empty());

    // SRV-210
    @Test
    void a_right_password_is_accepted_with_what_it_takes_to_call_a_bean() {
        Answer answer = authenticator(Runnable::run, Set.of()).answer(password("secret"), CLIENT);

        assertThat(answer).isInstanceOfSatisfying(Answer.Accepted.class, accepted -> {
            assertThat(accepted.identity().user()).isEqualTo("ann");
            assertThat(accepted.identity().credential()).containsInstanceOf(Caller.class);
        });
    }

    // SRV-211
    @Test
    void a_wrong_password_is_rejected() {
        assertThat(authenticator(Runnable::run, Set.of()).answer(password("wrong"), CLIENT))
                .isEqualTo(new Answer.Rejected());
    }

    // SRV-226
    @Test
    void a_server_that_can_not_tell_is_unavailable_and_no_password_is_wrong() {
        ContainerAuthenticator broken = authenticator(
                work -> {
                    throw new IllegalStateException("full");
                },
                Set.of());
        assertThat(broken.answer(password("secret"), CLIENT)).isEqualTo(new Answer.Unavailable());
    }

    @Test
    void what_the_directory_has_no_verifiers_for_is_not_offered() {
        assertThat(authenticator(Runnable::run, Set.of()).kinds()).containsExactly(Question.Kind.PASSWORD);
        assertThat(authenticator(Runnable::run, Set.of(ScramHash.SHA_256)).kinds())
                .containsExactlyInAnyOrder(Question.Kind.PASSWORD, Question.Kind.SCRAM_SHA_256);
    }

    // SRV-211
    @Test
    void who_has_no_verifier_gets_one_that_fits_no_password_and_is_always_the_same() {
        ContainerAuthenticator authenticator = authenticator(Runnable::run, Set.of(ScramHash.SHA_256));
        Question question = new Question.FindVerifier("eve", ScramHash.SHA_256);

        Answer first = authenticator.answer(question, CLIENT);

        assertThat(first).isInstanceOf(Answer.Verifier.class);
        assertThat(verifier(authenticator.answer(question, CLIENT)).verifier())
                .isEqualTo(verifier(first).verifier());
    }

    private static Answer.Verifier verifier(Answer answer) {
        return (Answer.Verifier) answer;
    }

    private static Question password(String password) {
        return new Question.CheckPassword("ann", new Secret(password));
    }

    private static ContainerAuthenticator authenticator(
            java.util.concurrent.Executor threads, Set<ScramHash> verifiers) {
        ServerWithUsers server = new ServerWithUsers(Map.of("ann", "secret"), threads);
        return new ContainerAuthenticator(
                new SecurityInflow(new BoundedWork(server, 1, Duration.ofSeconds(60))), verifiers);
    }
}
