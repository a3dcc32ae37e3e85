package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.DeliverBy;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Notify;
import io.github.smtpra.api.smtp.OriginalRecipient;
import io.github.smtpra.api.smtp.Recipient;
import io.github.smtpra.api.smtp.ReturnContent;
import io.github.smtpra.api.smtp.TransferOptions;
import io.github.smtpra.engine.delivery.InMemoryOutbox.Recorded;
import io.github.smtpra.outbox.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The service against peers that do as they should, within what SMTP allows. */
class DeliveryServiceTest extends DeliveryFixture {
    // RFC 5321 §4.4 (SRV-135)
    @Test
    void delivers_one_mail_after_the_other_on_one_connection() throws Exception {
        try (ScriptedPeer peer =
                new ScriptedPeer(HELLO + MAIL + ACCEPTED + MAIL + ACCEPTED + "C: QUIT\nS: 221 bye\nreached quit\n")) {
            outbox.send("a@x.example", "Subject: 1\r\n\r\n.dot\r\n", "b@y.example");
            start(peer);
            Recorded first = outbox.awaitRecorded();
            outbox.send("a@x.example", "Subject: 2\r\n\r\nno end", "b@y.example");
            Recorded second = outbox.awaitRecorded();
            closeService();
            peer.awaitReached("quit");

            assertThat(first.words()).containsExactly("b@y.example Delivered");
            assertThat(((Outcome.Delivered) first.outcome(0)).diagnosis().remoteReply())
                    .isEqualTo("250 2.0.0 queued");
            assertThat(second.words()).containsExactly("b@y.example Delivered");
            assertThat(peer.contents()).containsExactly("Subject: 1\r\n\r\n..dot\r\n", "Subject: 2\r\n\r\nno end\r\n");
            assertThat(outbox.finalDots()).containsExactly(List.of(0), List.of(0));
            assertThat(outbox.size()).isZero();
        }
    }

    // RFC 2852 §4.1.4 (CLI-083)
    @Test
    void a_mail_to_be_returned_is_not_sent_once_its_time_is_over() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + """
                C: MAIL FROM:<>
                C: RCPT TO:<a@x.example>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go on
                C: <content>
                S: 250 ok
                """)) {
            Envelope envelope = Envelope.from("a@x.example")
                    .to("b@y.example")
                    .withOptions(TransferOptions.NONE.withDeliverBy(
                            DeliverBy.within(Duration.ofMinutes(1), DeliverBy.Mode.RETURN)));
            outbox.send(envelope, "x");
            clock.advance(Duration.ofMinutes(1));
            start(peer);

            Recorded late = outbox.awaitRecorded();
            assertThat(((Outcome.Failed) late.outcome(0)).diagnosis().status())
                    .isEqualTo(EnhancedStatusCode.parse("5.4.7"));
            assertThat(late.reports()).hasSize(1);
            assertThat(outbox.finalDots()).isEmpty();
        }
    }

    // CLI-006
    @Test
    void an_idle_session_is_ended_with_quit() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED + "C: QUIT\nS: 221 bye\nreached quit\n")) {
            start(TestSettings.with(TestSettings.plain(peer.port()), Duration.ofMillis(50)));
            outbox.send("a@x.example", "x", "b@y.example");
            outbox.awaitRecorded();

            peer.awaitReached("quit");
        }
    }

    // CLI-019
    @Test
    void one_refused_recipient_neither_blocks_nor_repeats_the_others() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + """
                C: MAIL FROM:<a@x.example>
                C: RCPT TO:<b@y.example>
                C: RCPT TO:<c@y.example>
                C: RCPT TO:<d@y.example>
                C: DATA
                S: 250 ok
                S: 550 5.1.1 no such user
                S: 250 ok
                S: 450 4.2.1 busy
                S: 354 go on
                C: <content>
                S: 250 ok
                C: MAIL FROM:<>
                C: RCPT TO:<a@x.example>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go on
                C: <content>
                S: 250 ok
                C: MAIL FROM:<a@x.example>
                C: RCPT TO:<d@y.example>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go on
                C: <content>
                S: 250 ok
                """)) {
            start(peer);
            outbox.send("a@x.example", "Subject: hi\r\n\r\n", "b@y.example", "c@y.example", "d@y.example");
            Recorded attempt = outbox.awaitRecorded();
            Recorded report = outbox.awaitRecorded();
            clock.advance(Duration.ofMinutes(1));
            outbox.ring();
            Recorded retry = outbox.awaitRecorded();

            assertThat(attempt.words())
                    .containsExactly("b@y.example Failed", "c@y.example Delivered", "d@y.example Deferred");
            assertThat(attempt.reports()).hasSize(1);
            assertThat(report.mail().reversePath().isNull()).isTrue();
            assertThat(report.words()).containsExactly("a@x.example Delivered");
            assertThat(retry.words()).containsExactly("d@y.example Delivered");
            assertThat(outbox.finalDots()).containsExactly(List.of(1), List.of(0), List.of(2));
        }
    }

    // CLI-025, DSN-002
    @Test
    void a_mail_from_the_null_path_is_never_reported() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + """
                C: MAIL FROM:<>
                C: RCPT TO:<b@y.example>
                C: DATA
                S: 250 ok
                S: 550 5.1.1 no such user
                S: 503 5.5.1 no recipients
                """)) {
            start(peer);
            outbox.send("", "x", "b@y.example");
            Recorded attempt = outbox.awaitRecorded();

            assertThat(attempt.words()).containsExactly("b@y.example Failed");
            assertThat(attempt.reports()).isEmpty();
            assertThat(outbox.size()).isZero();
        }
    }

    // CLI-081
    @Test
    void a_peer_without_dsn_makes_us_report_that_the_mail_was_relayed() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + """
                C: MAIL FROM:<a@x.example>
                C: RCPT TO:<b@y.example>
                C: RCPT TO:<c@y.example>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 250 ok
                S: 354 go on
                C: <content>
                S: 250 2.0.0 queued
                """ + MAIL + ACCEPTED)) {
            start(peer);
            outbox.send(wishes(), "Subject: hi\r\n\r\nbody\r\n");
            Recorded attempt = outbox.awaitRecorded();
            Recorded report = outbox.awaitRecorded();

            assertThat(attempt.words()).containsExactly("b@y.example Relayed", "c@y.example Delivered");
            assertThat(attempt.reports()).singleElement().satisfies(made -> assertThat(made.text())
                    .contains("Original-Envelope-Id: QQ1", "Original-Recipient: rfc822; b+1@z.example")
                    .contains("Action: relayed", "Status: 2.0.0", "Remote-MTA: dns; ")
                    .doesNotContain("c@y.example", "body"));
            assertThat(report.words()).containsExactly("a@x.example Delivered");
            assertThat(report.reports()).isEmpty();
        }
    }

    private static Envelope wishes() {
        return Envelope.from("a@x.example")
                .withEnvelopeId("QQ1")
                .withReturnContent(ReturnContent.FULL)
                .withRecipients(List.of(
                        Recipient.of("b@y.example")
                                .withNotify(Notify.on(Notify.Event.SUCCESS))
                                .withOriginalRecipient(new OriginalRecipient("rfc822", "b+1@z.example")),
                        Recipient.of("c@y.example").withNotify(Notify.NEVER)));
    }

    // CLI-080
    @Test
    void a_peer_with_dsn_hears_what_the_sender_wants_and_reports_itself() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer("""
                S: 220 relay.example
                C: EHLO client.example
                S: 250-relay.example
                S: 250-DSN
                S: 250 PIPELINING
                C: MAIL FROM:<a@x.example> RET=FULL ENVID=QQ1
                C: RCPT TO:<b@y.example> NOTIFY=SUCCESS ORCPT=rfc822;b+2B1@z.example
                C: RCPT TO:<c@y.example> NOTIFY=NEVER
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 550 5.1.1 no such user
                S: 354 go on
                C: <content>
                S: 250 2.0.0 queued
                """)) {
            start(peer);
            outbox.send(wishes(), "Subject: hi\r\n\r\nbody\r\n");
            Recorded attempt = outbox.awaitRecorded();

            assertThat(attempt.words()).containsExactly("b@y.example Delivered", "c@y.example Failed");
            assertThat(attempt.reports()).isEmpty();
            assertThat(outbox.size()).isZero();
        }
    }

    // CLI-024
    @Test
    void a_connection_lost_behind_the_final_dot_leaves_the_mail_uncertain() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + "drop\n", HELLO + MAIL + ACCEPTED)) {
            start(peer);
            outbox.send("a@x.example", "x", "b@y.example");
            Recorded lost = outbox.awaitRecorded();
            clock.advance(Duration.ofMinutes(1));
            outbox.ring();
            Recorded again = outbox.awaitRecorded();

            assertThat(lost.words()).containsExactly("b@y.example Uncertain");
            assertThat(again.mail().recipients().get(0).possibleDuplicate()).isTrue();
            assertThat(again.words()).containsExactly("b@y.example Delivered");
        }
    }

    @Test
    void a_peer_that_shuts_down_in_mid_session_is_tried_again() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + """
                C: MAIL FROM:
                C: RCPT TO:
                C: DATA
                S: 250 ok
                S: 421 4.3.2 closing
                """, HELLO + MAIL + ACCEPTED)) {
            start(peer);
            outbox.send("a@x.example", "x", "b@y.example");
            Recorded first = outbox.awaitRecorded();
            clock.advance(Duration.ofMinutes(1));
            outbox.ring();

            assertThat(first.words()).containsExactly("b@y.example Deferred");
            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.example Delivered");
        }
    }

    @Test
    void a_reused_connection_that_was_closed_costs_no_attempt() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED + "drop\n", HELLO + MAIL + ACCEPTED)) {
            start(peer);
            outbox.send("a@x.example", "1", "b@y.example");
            outbox.awaitRecorded();
            outbox.send("a@x.example", "2", "b@y.example");

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.example Delivered");
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    // CLI-020
    @Test
    void too_many_recipients_are_sent_in_another_transaction_at_once() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + """
                C: MAIL FROM:
                C: RCPT TO:<b@y.example>
                C: RCPT TO:<c@y.example>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 452 4.5.3 too many
                S: 354 go on
                C: <content>
                S: 250 ok
                """ + MAIL + ACCEPTED)) {
            start(peer);
            outbox.send("a@x.example", "x", "b@y.example", "c@y.example");

            assertThat(outbox.awaitRecorded().words())
                    .containsExactly("b@y.example Delivered", "c@y.example Postponed");
            Recorded rest = outbox.awaitRecorded();
            assertThat(rest.words()).containsExactly("c@y.example Delivered");
            assertThat(rest.mail().recipients().get(0).attempts()).isZero();
        }
    }

    // CLI-049, DSN-005, DSN-012
    @Test
    void gives_up_in_the_end_and_says_so() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer("S: 450 4.3.2 busy\n", "S: 450 4.3.2 busy\n")) {
            start(peer);
            outbox.send("a@x.example", "x", "b@y.example");
            outbox.awaitRecorded();
            clock.advance(Duration.ofDays(4));
            outbox.ring();
            Recorded last = outbox.awaitRecorded();

            assertThat(last.words()).containsExactly("b@y.example Failed");
            assertThat(((Outcome.Failed) last.outcome(0)).diagnosis().status()).hasToString("4.4.7");
            assertThat(last.reports()).singleElement().satisfies(report -> assertThat(report.text())
                    .contains("Status: 4.4.7")
                    .contains("Diagnostic-Code: smtp; 450 4.3.2 busy"));
        }
    }

    @Test
    void claims_a_batch_and_a_mail_behind_each_in_hand_and_no_more() throws Exception {
        String script = HELLO + "C: MAIL FROM\nreached %d\nawait go\nC: RCPT TO\nC: DATA\nS: 250 ok\nS: 250 ok\n"
                + "S: 354 go on\nC: <content>\nS: 250 ok\n" + (MAIL + ACCEPTED).repeat(40);
        try (ScriptedPeer peer = new ScriptedPeer(script.formatted(0), script.formatted(1))) {
            for (int i = 0; i < 40; i++) {
                outbox.send("a@x.example", "x", "b@y.example");
            }
            start(TestSettings.with(TestSettings.plain(peer.port()), 2));
            peer.awaitReached("0");
            peer.awaitReached("1");
            peer.let("go");
            for (int i = 0; i < 40; i++) {
                outbox.awaitRecorded();
            }

            assertThat(outbox.mostClaimed()).isEqualTo(2 * 2 + 16);
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    @Test
    void without_a_relay_mail_waits() throws IOException {
        start(TestSettings.withoutRelay());
        outbox.send("a@x.example", "x", "b@y.example");

        assertThat(outbox.mostClaimed()).isZero();
        assertThat(outbox.size()).isEqualTo(1);
    }

    @Test
    void can_be_started_again() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED)) {
            start(peer);
            closeService();
            closeService();
            service().start();
            outbox.send("a@x.example", "x", "b@y.example");

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.example Delivered");
        }
    }
}
