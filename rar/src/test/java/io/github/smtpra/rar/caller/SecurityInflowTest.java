package io.github.smtpra.rar.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.protocol.sasl.ScramHash;
import jakarta.resource.spi.security.PasswordCredential;
import jakarta.resource.spi.work.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;

/** Who a client is, by the word of a server. */
class SecurityInflowTest {
    private static final Map<String, String> USERS = Map.of("ann", "secret");

    private final ServerWithUsers server = new ServerWithUsers(USERS, Runnable::run);
    private final SecurityInflow inflow = new SecurityInflow(new BoundedWork(server, 1, Duration.ofSeconds(60)));

    // SRV-211
    @Test
    void a_right_password_makes_a_user() throws Exception {
        assertThat(inflow.check("ann", "secret".toCharArray()))
                .hasValueSatisfying(ann -> assertThat(ann).hasToString("ann"));
    }

    // SRV-211
    @Test
    void a_wrong_password_and_an_unknown_user_make_none() throws Exception {
        assertThat(inflow.check("ann", "wrong".toCharArray())).isEmpty();
        assertThat(inflow.check("eve", "secret".toCharArray())).isEmpty();
    }

    @Test
    void work_is_done_as_the_user_and_other_work_as_nobody() throws Exception {
        Caller ann = inflow.check("ann", "secret".toCharArray()).orElseThrow();
        List<String> callers = new ArrayList<>();
        Work work = work(() -> callers.add(server.caller()));
        server.doWork(SecurityInflow.as(ann, work));
        server.doWork(work);
        assertThat(callers).containsExactly("ann", "nobody");
    }

    @Test
    void the_password_is_not_kept() throws Exception {
        Caller ann = inflow.check("ann", "secret".toCharArray()).orElseThrow();
        Subject subject = new Subject();
        subject.getPrivateCredentials().add(new PasswordCredential("bob", new char[0]));
        ann.establish(callbacks -> {}, subject);
        assertThat(subject.getPrivateCredentials()).containsExactly(new ServerWithUsers.ServersOwn("ann"));
    }

    @Test
    void a_server_without_a_directory_has_no_verifiers() throws Exception {
        assertThat(inflow.probe()).isEmpty();
        assertThat(inflow.verifier("ann", ScramHash.SHA_256)).isEmpty();
    }

    @Test
    void who_is_vouched_for_by_others_is_a_caller_by_name() throws Exception {
        List<String> callers = new ArrayList<>();
        server.doWork(SecurityInflow.as(new NamedUser("carl"), work(() -> callers.add(server.caller()))));
        assertThat(callers).containsExactly("carl");
    }

    @Test
    void a_server_that_fails_says_why() {
        ServerWithUsers broken = new ServerWithUsers(Map.of(), work -> {
            throw new IllegalStateException("no such domain");
        });
        SecurityInflow none = new SecurityInflow(new BoundedWork(broken, 1, Duration.ofSeconds(60)));
        assertThatThrownBy(none::probe).isInstanceOf(IOException.class).hasMessage("no such domain");
        assertThatThrownBy(none::probe).as("its place is free again").hasMessage("no such domain");
    }

    @Test
    void a_check_that_hangs_is_given_up_and_keeps_its_place_until_it_ends() throws Exception {
        List<Runnable> hanging = new ArrayList<>();
        ServerWithUsers slow = new ServerWithUsers(USERS, hanging::add);
        SecurityInflow impatient = new SecurityInflow(new BoundedWork(slow, 1, Duration.ofMillis(1)));
        assertThatThrownBy(() -> impatient.check("ann", "secret".toCharArray())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> impatient.check("ann", "secret".toCharArray())).isInstanceOf(IOException.class);
        assertThat(hanging).as("the second one never reached the server").hasSize(1);

        hanging.remove(0).run();
        assertThatThrownBy(() -> impatient.check("ann", "secret".toCharArray())).isInstanceOf(IOException.class);
        assertThat(hanging).hasSize(1);
    }

    private static Work work(Runnable what) {
        return new Work() {
            @Override
            public void run() {
                what.run();
            }

            @Override
            public void release() {}
        };
    }
}
