package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.queue.MailQueue;
import io.github.smtpra.api.queue.QueueSelection;
import io.github.smtpra.api.queue.QueuedMail;
import io.github.smtpra.api.queue.QueuedMail.State;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.MailId;
import io.github.smtpra.engine.delivery.DeliverySettings.Paces;
import io.github.smtpra.outbox.Outbox;
import io.github.smtpra.outbox.Outboxes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits in memory behind a slow destination is still in operators' hands; what a session has begun with is not. */
class OperatorsReachWaitingMailTest {
    private static final String HELLO = """
            S: 220 relay.example
            C: EHLO client.example
            S: 250 relay.example
            """;
    private static final String MAIL = """
            C: MAIL FROM:
            S: 250 ok
            C: RCPT TO:
            S: 250 ok
            C: DATA
            S: 354 go on
            C: <content>
            """;
    private static final String ACCEPTED = "S: 250 2.0.0 queued\n";
    private static final String SLOW = HELLO + MAIL + "reached dot\nawait go\n" + ACCEPTED;

    @TempDir
    Path directory;

    private final List<MailId> mails = new ArrayList<>();
    private Outbox outbox;
    private MailQueue queue;
    private Optional<DeliveryService> service = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        outbox = Outboxes.acquire(directory, Clock.systemUTC());
        queue = outbox.queue();
    }

    @AfterEach
    void close() {
        service.ifPresent(DeliveryService::close);
        outbox.close();
    }

    private void start(Outbox from, DeliverySettings settings) {
        DeliveryService started = new DeliveryService(from, settings, Clock.systemUTC());
        service = Optional.of(started);
        started.start();
    }

    /** All are claimed at once: there is room for more. */
    private void send(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            byte[] content = ("Subject: " + i + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            Envelope envelope = Envelope.from("a@x.example").to("b@y.example");
            mails.addAll(outbox.submit(List.of(outbox.stage(envelope, new ByteArrayInputStream(content)))));
        }
    }

    private List<MailId> in(State state) throws Exception {
        return queue.list(QueueSelection.ALL.withState(state)).stream()
                .map(QueuedMail::id)
                .toList();
    }

    private static List<String> subjects(ScriptedPeer peer) {
        return peer.contents().stream()
                .map(content -> content.lines().findFirst().orElse("").substring("Subject: ".length()))
                .toList();
    }

    // OPS-005
    @Test
    void what_waits_behind_a_slow_mail_is_held_cancelled_and_tried_later() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(
                SLOW + (MAIL + ACCEPTED).repeat(2) + "reached quiet\n" + MAIL + ACCEPTED + "reached end\n")) {
            send(5);
            start(outbox, TestSettings.plain(peer.port()));
            peer.awaitReached("dot");
            MailId first = in(State.IN_HAND).get(0);
            List<MailId> others =
                    mails.stream().filter(each -> !each.equals(first)).toList();

            assertThat(in(State.IN_HAND)).containsExactly(first);
            assertThat(queue.cancel(first)).isFalse();
            assertThat(queue.cancel(others.get(0))).isTrue();
            assertThat(queue.hold(others.get(1))).isTrue();
            assertThat(queue.retry(others.get(2))).isTrue();
            peer.let("go");
            peer.awaitReached("quiet");

            assertThat(peer.contents()).hasSize(3);
            assertThat(queue.find(others.get(0))).isEmpty();
            assertThat(in(State.HELD)).containsExactly(others.get(1));
            queue.release(others.get(1));
            peer.awaitReached("end");
            assertThat(subjects(peer)).doesNotHaveDuplicates().doesNotContain("" + mails.indexOf(others.get(0)));
        }
    }

    @Test
    void a_pause_takes_effect_on_all_that_no_session_has_begun_with() throws Exception {
        try (ScriptedPeer peer =
                new ScriptedPeer(SLOW + "reached paused\n" + (MAIL + ACCEPTED).repeat(4) + "reached end\n")) {
            send(5);
            start(outbox, TestSettings.plain(peer.port()));
            peer.awaitReached("dot");

            queue.pause();
            assertThat(queue.statistics().mails().inHand()).isEqualTo(1);
            assertThat(queue.statistics().mails().due()).isEqualTo(4);
            peer.let("go");
            peer.awaitReached("paused");
            assertThat(peer.contents()).hasSize(1);

            queue.resume();
            peer.awaitReached("end");
            assertThat(subjects(peer)).containsExactlyInAnyOrder("0", "1", "2", "3", "4");
        }
    }

    @Test
    void what_waits_for_its_turn_in_a_rate_is_cancelled() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED + "reached sent\n")) {
            send(3);
            start(outbox, paced(TestSettings.plain(peer.port())));
            peer.awaitReached("sent");

            List<Boolean> cancelled = new ArrayList<>();
            for (MailId mail : mails) {
                cancelled.add(queue.cancel(mail));
            }
            assertThat(cancelled).filteredOn(Boolean::booleanValue).hasSize(2);
            assertThat(peer.contents()).hasSize(1);
        }
    }

    private static DeliverySettings paced(DeliverySettings other) {
        return new DeliverySettings(
                other.hostName(),
                other.roads(),
                other.schedule(),
                other.sessions(),
                new Paces(Duration.ofHours(1), Duration.ZERO),
                other.timeouts());
    }

    @Test
    void a_session_that_comes_too_late_sends_nothing() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED + "reached sent\n")) {
            Gate gate = new Gate(outbox);
            send(1);
            start(gate.outbox(), TestSettings.plain(peer.port()));
            gate.awaitArrival();

            assertThat(queue.cancel(mails.get(0))).isTrue();
            gate.open();
            send(1);
            peer.awaitReached("sent");

            assertThat(peer.contents()).hasSize(1);
            assertThat(queue.find(mails.get(0))).isEmpty();
        }
    }

    @Test
    void an_operator_who_comes_too_late_changes_nothing() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(SLOW + "reached sent\n")) {
            send(1);
            start(outbox, TestSettings.plain(peer.port()));
            peer.awaitReached("dot");

            assertThat(List.of(queue.cancel(mails.get(0)), queue.hold(mails.get(0)), queue.retry(mails.get(0))))
                    .containsOnly(false);
            peer.let("go");
            peer.awaitReached("sent");
            assertThat(peer.contents()).hasSize(1);
        }
    }

    /** The real outbox, at whose {@code begin} the first caller waits. */
    private static final class Gate implements InvocationHandler {
        private final Outbox real;
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        Gate(Outbox real) {
            this.real = real;
        }

        Outbox outbox() {
            return (Outbox) Proxy.newProxyInstance(Gate.class.getClassLoader(), new Class<?>[] {Outbox.class}, this);
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("begin")) {
                arrived.countDown();
                open.await();
            }
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }

        void awaitArrival() throws InterruptedException {
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        }

        void open() {
            open.countDown();
        }
    }
}
