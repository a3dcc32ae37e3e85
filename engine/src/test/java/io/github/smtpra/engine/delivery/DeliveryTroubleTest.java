package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.delivery.InMemoryOutbox.Operation;
import io.github.smtpra.engine.delivery.InMemoryOutbox.Recorded;
import io.github.smtpra.outbox.ClaimedMail;
import io.github.smtpra.outbox.Outcome;
import io.github.smtpra.protocol.client.Phase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service against peers that hang, a store that fails, and its own end. */
class DeliveryTroubleTest extends DeliveryFixture {
    private static final Duration QUICK = Duration.ofMillis(150);

    private static Timeouts quick(Phase phase) {
        return new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Map.of(phase, QUICK));
    }

    // CLI-007, CLI-024
    @Test
    void no_reply_to_the_final_dot_in_time_leaves_the_mail_uncertain() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + "hang\n")) {
            start(TestSettings.with(TestSettings.plain(peer.port()), quick(Phase.FINAL_DOT)));
            outbox.send("a@x.example", "x", "b@y.example");

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.example Uncertain");
        }
    }

    // CLI-007
    @Test
    void a_peer_that_hangs_is_left() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer("hang\n")) {
            start(TestSettings.with(TestSettings.plain(peer.port()), quick(Phase.GREETING)));
            outbox.send("a@x.example", "x", "b@y.example");
            Recorded attempt = outbox.awaitRecorded();

            assertThat(attempt.words()).containsExactly("b@y.example Deferred");
            assertThat(((Outcome.Deferred) attempt.outcome(0)).diagnosis().text())
                    .contains("no reply (GREETING)");
        }
    }

    @Test
    void a_peer_that_does_not_read_is_left() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + """
                C: MAIL FROM:
                C: RCPT TO:
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go on
                starve
                """)) {
            DeliverySettings settings = TestSettings.plain(peer.port());
            Timeouts quick = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), QUICK, Map.of());
            start(TestSettings.with(settings, quick));
            outbox.send("a@x.example", "\r\n" + "twelve octets\r\n".repeat(1_400_000), "b@y.example");
            Recorded attempt = outbox.awaitRecorded();

            assertThat(attempt.words()).containsExactly("b@y.example Deferred");
            assertThat(((Outcome.Deferred) attempt.outcome(0)).diagnosis().text())
                    .contains("nothing taken");
            assertThat(outbox.finalDots()).isEmpty();
        }
    }

    // CLI-049
    @Test
    void while_the_relay_is_down_one_mail_finds_out_and_the_others_wait() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(
                "S: HTTP/1.1 400 Bad Request\n",
                "S: HTTP/1.1 400 Bad Request\n",
                HELLO + MAIL + ACCEPTED + MAIL + ACCEPTED + MAIL + ACCEPTED)) {
            outbox.send("a@x.example", "1", "b@y.example");
            start(peer);
            Recorded garbage = outbox.awaitRecorded();
            outbox.send("a@x.example", "2", "b@y.example");
            outbox.send("a@x.example", "3", "b@y.example");
            clock.advance(Duration.ofSeconds(1));
            outbox.ring();
            Recorded probe = outbox.awaitRecorded();
            Recorded untried = outbox.awaitRecorded();
            clock.advance(Duration.ofMinutes(2));
            outbox.ring();

            assertThat(garbage.words()).containsExactly("b@y.example Deferred");
            assertThat(probe.words()).containsExactly("b@y.example Deferred");
            assertThat(untried.words()).containsExactly("b@y.example Deferred");
            for (int i = 0; i < 3; i++) {
                assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.example Delivered");
            }
            assertThat(outbox.size()).isZero();
            assertThat(peer.connections()).isEqualTo(3);
        }
    }

    @Test
    void no_connection_defers() throws Exception {
        int port;
        try (ScriptedPeer gone = new ScriptedPeer()) {
            port = gone.port();
        }
        start(TestSettings.plain(port));
        outbox.send("a@x.example", "x", "b@y.example");
        Recorded attempt = outbox.awaitRecorded();

        assertThat(attempt.words()).containsExactly("b@y.example Deferred");
        assertThat(((Outcome.Deferred) attempt.outcome(0)).diagnosis().status()).hasToString("4.4.1");
    }

    @Test
    void closing_lets_a_mail_finish_whose_final_dot_is_out() throws Exception {
        try (ScriptedPeer peer =
                new ScriptedPeer(HELLO + MAIL + "reached dot\nawait closing\n" + ACCEPTED + "C: QUIT\nS: 221 bye\n")) {
            start(peer);
            outbox.send("a@x.example", "x", "b@y.example");
            peer.awaitReached("dot");
            Thread closer = new Thread(this::closeService);
            closer.start();
            outbox.awaitUnheard();
            peer.let("closing");
            closer.join();

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.example Delivered");
        }
    }

    @Test
    void closing_aborts_a_mail_whose_final_dot_is_not_out() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + "C: MAIL FROM\nreached mail\nhang\n")) {
            start(peer);
            outbox.send("a@x.example", "x", "b@y.example");
            peer.awaitReached("mail");
            closeService();
            ClaimedMail released = outbox.awaitReleased();

            assertThat(released.recipients()).hasSize(1);
            assertThat(outbox.hasRecorded()).isFalse();
            assertThat(outbox.claim(1)).singleElement().satisfies(mail -> assertThat(
                            mail.recipients().get(0).attempts())
                    .isZero());
        }
    }

    @Test
    void closing_does_not_wait_for_ever() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + "reached dot\nhang\n")) {
            start(peer);
            outbox.send("a@x.example", "x", "b@y.example");
            peer.awaitReached("dot");
            closeService();

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.example Uncertain");
        }
    }

    @Test
    void a_final_dot_that_can_not_be_noted_is_not_sent() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED)) {
            outbox.fail(Operation.FINAL_DOT, 1);
            start(peer);
            outbox.send("a@x.example", "x", "b@y.example");

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.example Deferred");
            assertThat(peer.contents()).isEmpty();
        }
    }

    @Test
    void content_that_can_not_be_read_defers() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED)) {
            outbox.fail(Operation.OPEN_CONTENT, 1);
            start(peer);
            outbox.send("a@x.example", "x", "b@y.example");
            Recorded attempt = outbox.awaitRecorded();

            assertThat(attempt.words()).containsExactly("b@y.example Deferred");
            assertThat(((Outcome.Deferred) attempt.outcome(0)).diagnosis().status())
                    .hasToString("4.3.0");
        }
    }

    @Test
    void a_store_that_fails_loses_nothing() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED)) {
            outbox.fail(Operation.CLAIM, 2);
            outbox.fail(Operation.RECORD, 2);
            start(peer);
            outbox.send("a@x.example", "x", "b@y.example");

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.example Delivered");
            assertThat(peer.contents()).hasSize(1);
        }
    }

    @Test
    void a_failure_without_report_is_not_recorded() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + """
                C: MAIL FROM:
                C: RCPT TO:<b@y.example>
                C: RCPT TO:<c@y.example>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 550 5.1.1 no such user
                S: 354 go on
                reached rcpt
                await failure
                C: <content>
                S: 250 ok
                """)) {
            start(peer);
            outbox.send("a@x.example", "x", "b@y.example", "c@y.example");
            peer.awaitReached("rcpt");
            outbox.fail(Operation.STAGE, 1);
            peer.let("failure");
            Recorded attempt = outbox.awaitRecorded();

            assertThat(attempt.words()).containsExactly("b@y.example Delivered", "c@y.example Deferred");
            assertThat(attempt.reports()).isEmpty();
        }
    }
}
