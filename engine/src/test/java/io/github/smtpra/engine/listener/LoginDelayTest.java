package io.github.smtpra.engine.listener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.engine.authentication.Authenticator;
import io.github.smtpra.engine.authentication.ClientFacts;
import io.github.smtpra.engine.authentication.Logins;
import io.github.smtpra.engine.settings.Settings;
import io.github.smtpra.engine.tls.ServerTls;
import io.github.smtpra.protocol.sasl.Answer;
import io.github.smtpra.protocol.sasl.Base64Text;
import io.github.smtpra.protocol.sasl.Identity;
import io.github.smtpra.protocol.sasl.Question;
import io.github.smtpra.protocol.server.Action;
import io.github.smtpra.protocol.server.Replies;
import io.github.smtpra.protocol.server.ServerRules;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has failed to log in waits, and nobody waits with it. The time itself is the test's. */
class LoginDelayTest {
    @TempDir
    Path directory;

    private final CountDownLatch delayed = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Duration> delays = new ArrayList<>();

    /** Knows the password of everybody: {@code good}. */
    private static final class Good implements Authenticator {
        @Override
        public Set<Question.Kind> kinds() {
            return Set.of(Question.Kind.PASSWORD);
        }

        @Override
        public Answer answer(Question question, ClientFacts client) {
            return question instanceof Question.CheckPassword asked
                            && asked.password().reveal().equals("good")
                    ? new Answer.Accepted(Identity.of(asked.user()))
                    : new Answer.Rejected();
        }
    }

    private static final class TakesNothing implements MailHandler {
        @Override
        public Reply admit(Action.Admit question, InetSocketAddress client) {
            return Replies.NO_RELAYING;
        }

        @Override
        public MailHandler.Answer deliver(ArrivedMail mail) {
            return MailHandler.Answer.refusal(Replies.LOCAL_ERROR, 1);
        }
    }

    private void pause(Duration time, BooleanSupplier ended) {
        delays.add(time);
        delayed.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ListenerParts parts(ConnectionThreads threads) {
        Map<String, String> properties = Map.of(
                "hostName", "mx.example",
                "tls", "off",
                "authentication", "container",
                "passwordsInTheClear", "true",
                "loginFailureDelay", "7s");
        ListenerSettings settings = ListenerSettings.from(Settings.of("", properties, Map.of(), Map.of()));
        Logins logins = new Logins(settings.authentication(), new Good(), Clock.systemUTC(), this::pause);
        return new ListenerParts(
                settings,
                new ServerRules(settings.profile(logins.rules("mx.example"), Set.of()), Clock.systemUTC()),
                ServerTls.none(),
                new TakesNothing(),
                logins,
                threads,
                ConcurrentHashMap.newKeySet(),
                new ClientLimits(settings.limits(), () -> 0),
                new QueueRuns(Optional.empty()),
                new InterruptedMails(settings.interrupted(), () -> 0),
                () -> new ContentSpool(directory),
                Clock.systemUTC(),
                () -> 0);
    }

    private static String plain(String password) {
        return "AUTH PLAIN " + Base64Text.encode(("\0ann\0" + password).getBytes(UTF_8));
    }

    // SRV-211, SRV-228
    @Test
    void a_failure_is_told_when_its_time_has_come_and_others_are_served_meanwhile() throws Exception {
        try (ConnectionThreads threads = new ConnectionThreads("delays");
                ServerSocket listening = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
                SmtpClient guessing = SmtpClient.connect(listening.getLocalPort())) {
            ListenerParts parts = parts(threads);
            threads.begin(new Connection(parts, listening.accept(), Seat.none()));
            guessing.hear();
            guessing.ask("EHLO client.example");
            guessing.say(plain("bad"), plain("worse"));
            delayed.await();

            try (SmtpClient other = SmtpClient.connect(listening.getLocalPort())) {
                threads.begin(new Connection(parts, listening.accept(), Seat.none()));
                other.hear();
                other.ask("EHLO client.example");
                assertThat(other.ask(plain("good"))).startsWith("235");
            }
            assertThat(guessing.socket().getInputStream().available()).isZero();
            over.countDown();
            assertThat(guessing.codes(2)).containsExactly("535", "535");
            assertThat(delays).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
        }
    }
}
