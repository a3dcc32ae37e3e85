package io.github.smtpra.rar.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.authentication.Groups;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.sasl.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;

/** A server whose users may be callers, and one whose users may not. */
class ContainerUsersTest {
    private static final Identity CARL = Identity.of("carl");
    private static final Groups KEEPERS = new Groups(Set.of("keeper"));

    @Test
    void a_server_that_works_answers_for_passwords() {
        assertThat(users(Runnable::run).authenticator().kinds()).containsExactly(Question.Kind.PASSWORD);
    }

    @Test
    void a_server_that_does_not_is_tried_once_and_answers_for_nothing() {
        List<Runnable> tries = new ArrayList<>();
        ContainerUsers users = users(work -> {
            tries.add(work);
            throw new IllegalStateException("no such domain");
        });
        assertThat(users.authenticator().kinds()).isEmpty();
        assertThat(users.authenticator().kinds()).isEmpty();
        assertThat(tries).hasSize(1);
    }

    @Test
    void who_was_accepted_by_the_server_is_the_caller_that_it_made() {
        Caller accepted = new AcceptedSubject("ann", new Subject());
        assertThat(users(Runnable::run).caller(new Identity("ann", Optional.of(accepted))))
                .containsSame(accepted);
    }

    @Test
    void who_was_accepted_by_others_is_a_caller_by_name_where_the_server_has_callers() {
        ContainerUsers users = users(Runnable::run);
        assertThat(users.caller(CARL)).isEmpty();

        users.authenticator();
        assertThat(users.caller(CARL)).contains(new NamedUser("carl"));
    }

    @Test
    void a_token_that_says_the_groups_of_its_user_is_believed() {
        ContainerUsers users = users(Runnable::run);
        users.authenticator();
        assertThat(users.caller(new Identity("carl", Optional.of(KEEPERS))))
                .contains(new DeclaredUser("carl", KEEPERS));
    }

    @Test
    void whom_a_file_knows_is_a_caller_and_the_servers_passwords_do_not_count() {
        Users users = users(Runnable::run).declaredByOthers();
        assertThat(users.caller(CARL)).isEmpty();

        assertThat(users.authenticator().kinds()).isEmpty();
        assertThat(users.caller(CARL)).contains(new DeclaredUser("carl", Groups.NONE));
        assertThat(users.caller(new Identity("carl", Optional.of(KEEPERS))))
                .contains(new DeclaredUser("carl", KEEPERS));
    }

    @Test
    void where_the_server_takes_no_callers_whom_a_file_knows_is_none() {
        Users users = users(work -> {
                    throw new IllegalStateException("no such domain");
                })
                .declaredByOthers();
        users.authenticator();
        assertThat(users.caller(CARL)).isEmpty();
    }

    @Test
    void where_there_are_no_users_nobody_is_a_caller() {
        Caller accepted = new AcceptedSubject("ann", new Subject());
        assertThat(Users.none().caller(new Identity("ann", Optional.of(accepted))))
                .isEmpty();
        assertThat(Users.none().authenticator().kinds()).isEmpty();
    }

    private static ContainerUsers users(Executor threads) {
        ServerWithUsers server = new ServerWithUsers(Map.of(), threads);
        return new ContainerUsers(new SecurityInflow(new BoundedWork(server, 1, Duration.ofSeconds(60))));
    }
}
