package io.github.smtpra.engine.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Question;
import io.github.smtpra.protocol.sasl.Secret;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginsTest {
    private static final ClientFacts CLIENT = new ClientFacts(new InetSocketAddress(0), Optional.empty());
    private static final long HOME = 1;
    private static final long AWAY = 2;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<Duration> pauses = new ArrayList<>();

    private Logins logins(Authenticator authenticator, String... namesAndValues) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        AuthenticationSettings settings = AuthenticationSettings.from(Settings.of("", properties, Map.of(), Map.of()));
        return new Logins(settings, authenticator, now::get, (time, ended) -> pauses.add(time));
    }

    private static Question asking(String user) {
        return new Question.CheckPassword(user, new Secret("x"));
    }

    /** Rejects everybody. */
    private static class Strict implements Authenticator {
        @Override
        public Set<Question.Kind> kinds() {
            return Set.of(Question.Kind.PASSWORD);
        }

        @Override
        public Answer answer(Question question, ClientFacts client) {
            return new Answer.Rejected();
        }
    }

    // SRV-228: a network that guesses is sent away for a while, and nobody else.
    @Test
    void a_network_has_so_many_failures_in_a_window() {
        Logins logins = logins(new Strict(), "maxLoginFailuresPerClient", "3", "loginFailureWindow", "1m");
        for (int i = 0; i < 3; i++) {
            assertThat(logins.answer(asking("u" + i), CLIENT, HOME)).isEqualTo(new Answer.Rejected());
            logins.failed(HOME, Optional.of("u" + i));
        }

        assertThat(logins.answer(asking("u9"), CLIENT, HOME)).isEqualTo(new Answer.Unavailable());
        assertThat(logins.answer(asking("u9"), CLIENT, AWAY)).isEqualTo(new Answer.Rejected());
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
        assertThat(logins.answer(asking("u9"), CLIENT, HOME)).isEqualTo(new Answer.Rejected());
    }

    // SRV-228: one name, from many networks. The same whether there is such a user.
    @Test
    void a_name_has_so_many_failures_in_a_window() {
        Logins logins = logins(new Strict(), "maxLoginFailuresPerUser", "3");
        for (int i = 0; i < 3; i++) {
            logins.failed(100 + i, Optional.of("ann"));
        }

        assertThat(logins.answer(asking("ann"), CLIENT, HOME)).isEqualTo(new Answer.Unavailable());
        assertThat(logins.answer(asking("bob"), CLIENT, HOME)).isEqualTo(new Answer.Rejected());
    }

    // SRV-226
    @Test
    void an_authenticator_that_throws_means_later() {
        Logins logins = logins(new Strict() {
            @Override
            public Answer answer(Question question, ClientFacts client) {
                throw new IllegalStateException("for the test");
            }
        });

        assertThat(logins.answer(asking("ann"), CLIENT, HOME)).isEqualTo(new Answer.Unavailable());
    }

    // SRV-211: the reply to a failure comes after the same time, however long it took to find out.
    @Test
    void a_failure_is_told_after_a_fixed_time() {
        Logins logins = logins(new Strict(), "loginFailureDelay", "2s");

        logins.delay(Duration.ZERO, () -> false);
        logins.delay(Duration.ofMillis(500), () -> false);
        logins.delay(Duration.ofSeconds(3), () -> false);

        assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofMillis(1500));
    }

    @Test
    void many_keys_need_no_more_memory_and_hide_no_failure() {
        FailureCounter counter = new FailureCounter(2, Duration.ofMinutes(1), now::get, 42);
        for (long key = 0; key < 10_000; key++) {
            counter.failed(key);
            counter.failed(key);
        }

        assertThat(counter.isExhausted(7)).isTrue();
        assertThat(new FailureCounter(2, Duration.ofMinutes(1), now::get, 42).isExhausted(7))
                .isFalse();
    }
}
