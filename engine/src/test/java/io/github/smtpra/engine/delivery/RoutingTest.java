package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.delivery.InMemoryOutbox.Recorded;
import io.github.smtpra.engine.dns.ZoneServer;
import io.github.smtpra.outbox.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;

/** Mail that finds its way by the DNS and by rules, to several hosts. */
class RoutingTest extends DeliveryFixture {
    private static final String BYE = "C: QUIT\nS: 221 bye\n";

    private final ZoneServer zones;

    RoutingTest() throws IOException {
        zones = new ZoneServer();
    }

    @AfterEach
    void close() throws IOException {
        closeService();
        zones.close();
    }

    private void startByDns(int port, String... properties) {
        List<String> all = new ArrayList<>(List.of("routes", "*=mx", "mxPort", "" + port));
        all.addAll(List.of(properties));
        start(TestSettings.read(zones, all));
    }

    private static String status(Recorded attempt) {
        if (attempt.outcome(0) instanceof Outcome.Failed failed) {
            return failed.diagnosis().status() + " " + failed.diagnosis().text();
        }
        Outcome.Deferred deferred = (Outcome.Deferred) attempt.outcome(0);
        return deferred.diagnosis().status() + " " + deferred.diagnosis().text();
    }

    // CLI-040, CLI-046
    @Test
    void a_host_that_can_not_be_reached_is_followed_by_the_next() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED + BYE)) {
            zones.with("""
                    y.test. MX 10 dead.y.test.
                    y.test. MX 20 mx.y.test.
                    dead.y.test. A 127.0.0.9
                    mx.y.test. A 127.0.0.1
                    """);
            outbox.send("a@x.test", "x", "b@y.test");
            startByDns(peer.port());

            Recorded attempt = outbox.awaitRecorded();
            assertThat(attempt.words()).containsExactly("b@y.test Delivered");
            assertThat(((Outcome.Delivered) attempt.outcome(0)).diagnosis().remoteHost())
                    .isEqualTo("mx.y.test");
        }
    }

    // RFC 6531 §3.2 (CLI-018): the DNS has A-labels, and a peer without SMTPUTF8 hears them.
    @Test
    void a_domain_in_another_script_is_found() throws Exception {
        String script = HELLO + MAIL.replace("RCPT TO:", "RCPT TO:<b@xn--bcher-kva.test>") + ACCEPTED + BYE;
        try (ScriptedPeer peer = new ScriptedPeer(script)) {
            zones.with("xn--bcher-kva.test. MX 10 mx.test.\nmx.test. A 127.0.0.1");
            outbox.send("a@x.test", "x", "b@B\u00fccher.test");
            startByDns(peer.port());

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@B\u00fccher.test Delivered");
        }
    }

    // CLI-040, CLI-048
    @Test
    void all_addresses_of_a_host_are_tried() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED + BYE)) {
            zones.with("""
                    y.test. MX 10 mx.y.test.
                    mx.y.test. AAAA 2001:db8::1
                    mx.y.test. A 127.0.0.9
                    mx.y.test. A 127.0.0.1
                    """);
            outbox.send("a@x.test", "x", "b@y.test");
            startByDns(peer.port());

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.test Delivered");
        }
    }

    // CLI-046
    @Test
    void what_is_refused_for_good_is_not_tried_elsewhere_and_what_is_refused_for_now_is() throws Exception {
        String first = HELLO + """
                C: MAIL FROM:
                C: RCPT TO:<never@y.test>
                C: RCPT TO:<later@y.test>
                C: DATA
                S: 250 ok
                S: 550 5.1.1 no such user
                S: 451 4.7.1 greylisted
                S: 554 5.5.1 nobody is left
                """ + BYE;
        String second = HELLO + """
                C: MAIL FROM:
                C: RCPT TO:<later@y.test>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 354 go on
                C: <content>
                """ + ACCEPTED + BYE;
        try (ScriptedPeer one = new ScriptedPeer(first);
                ScriptedPeer other = ScriptedPeer.at("127.0.0.2", one.port(), second)) {
            zones.with("""
                    y.test. MX 10 one.y.test.
                    y.test. MX 20 other.y.test.
                    one.y.test. A 127.0.0.1
                    other.y.test. A 127.0.0.2
                    """);
            outbox.send("", "x", "never@y.test", "later@y.test");
            startByDns(one.port());
            Recorded attempt = outbox.awaitRecorded();

            assertThat(attempt.words()).containsExactly("never@y.test Failed", "later@y.test Delivered");
            assertThat(other.contents()).hasSize(1);
        }
    }

    // CLI-001, CLI-022
    @Test
    void a_host_that_turns_us_away_is_followed_by_the_next() throws Exception {
        try (ScriptedPeer one = new ScriptedPeer("S: 421 4.3.2 too busy\ndrop\n");
                ScriptedPeer two = ScriptedPeer.at("127.0.0.2", one.port(), "S: 554 no service\n" + BYE);
                ScriptedPeer three = ScriptedPeer.at("127.0.0.3", one.port(), HELLO + MAIL + ACCEPTED + BYE)) {
            zones.with("""
                    y.test. MX 10 one.y.test.
                    y.test. MX 20 two.y.test.
                    y.test. MX 30 three.y.test.
                    one.y.test. A 127.0.0.1
                    two.y.test. A 127.0.0.2
                    three.y.test. A 127.0.0.3
                    """);
            outbox.send("a@x.test", "x", "b@y.test");
            startByDns(one.port());

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.test Delivered");
            assertThat(two.connections() + three.connections()).isEqualTo(2);
        }
    }

    // CLI-047
    @Test
    void recipients_of_one_domain_share_a_mail_transaction_and_those_of_another_have_their_own() throws Exception {
        String both = HELLO + """
                C: MAIL FROM:
                C: RCPT TO:<b@y.test>
                C: RCPT TO:<c@Y.TEST>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 250 ok
                S: 354 go on
                C: <content>
                """ + ACCEPTED + BYE;
        try (ScriptedPeer one = new ScriptedPeer(both);
                ScriptedPeer other = ScriptedPeer.at("127.0.0.2", one.port(), HELLO + MAIL + ACCEPTED + BYE)) {
            zones.with("y.test. A 127.0.0.1\nz.test. A 127.0.0.2");
            outbox.send("a@x.test", "x", "b@y.test", "d@z.test", "c@Y.TEST");
            startByDns(one.port());
            List<String> words = new ArrayList<>(outbox.awaitRecorded().words());
            words.addAll(outbox.awaitRecorded().words());

            assertThat(words)
                    .containsExactlyInAnyOrder("b@y.test Delivered", "c@Y.TEST Delivered", "d@z.test Delivered");
            assertThat(other.contents()).hasSize(1);
            assertThat(outbox.size()).isZero();
        }
    }

    // CLI-047
    @Test
    void a_destination_that_hangs_holds_up_no_other_not_even_of_the_same_mail() throws Exception {
        try (ScriptedPeer slow = new ScriptedPeer("reached slow\nhang\n");
                ScriptedPeer quick =
                        ScriptedPeer.at("127.0.0.2", slow.port(), HELLO + MAIL + ACCEPTED + MAIL + ACCEPTED + BYE)) {
            zones.with("slow.test. A 127.0.0.1\nquick.test. A 127.0.0.2");
            startByDns(slow.port());
            outbox.send("a@x.test", "x", "b@slow.test", "c@quick.test");
            slow.awaitReached("slow");
            outbox.send("a@x.test", "x", "b@slow.test");
            outbox.send("a@x.test", "x", "d@quick.test");

            assertThat(outbox.awaitRecorded().words()).containsExactly("c@quick.test Delivered");
            assertThat(outbox.awaitRecorded().words()).containsExactly("d@quick.test Delivered");
            assertThat(quick.contents()).hasSize(2);
            assertThat(outbox.size()).isEqualTo(2);
        }
    }

    // CLI-049
    @Test
    void a_destination_that_is_down_is_asked_once_and_not_by_each_mail() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer("drop\n", HELLO + MAIL + ACCEPTED + MAIL + ACCEPTED + BYE)) {
            zones.with("y.test. A 127.0.0.1");
            startByDns(peer.port());
            outbox.send("a@x.test", "1", "b@y.test");
            Recorded first = outbox.awaitRecorded();
            outbox.send("a@x.test", "2", "c@y.test");
            Recorded second = outbox.awaitRecorded();
            int connections = peer.connections();
            clock.advance(Duration.ofMinutes(1));
            outbox.ring();

            assertThat(first.words()).containsExactly("b@y.test Deferred");
            assertThat(second.words()).containsExactly("c@y.test Deferred");
            assertThat(status(second)).isEqualTo(status(first));
            assertThat(connections).isEqualTo(1);
            assertThat(outbox.awaitRecorded().words()).allMatch(word -> word.endsWith("Delivered"));
            assertThat(outbox.awaitRecorded().words()).allMatch(word -> word.endsWith("Delivered"));
        }
    }

    // CLI-049, CLI-005
    @Test
    void mail_for_a_destination_that_stays_down_is_given_up_in_time() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer()) {
            zones.with("y.test. A 127.0.0.1");
            startByDns(peer.port());
            outbox.send("", "1", "b@y.test");
            outbox.send("", "2", "c@y.test");
            outbox.awaitRecorded();
            outbox.awaitRecorded();
            clock.advance(Duration.ofDays(4));
            outbox.ring();
            Recorded one = outbox.awaitRecorded();
            Recorded other = outbox.awaitRecorded();

            assertThat(List.of(status(one), status(other))).allMatch(status -> status.startsWith("4.4.7 "));
            assertThat(outbox.size()).isZero();
        }
    }

    // CLI-049
    @Test
    void a_host_that_was_away_a_moment_ago_is_not_asked_before_one_that_was_there() throws Exception {
        String script = HELLO + MAIL + ACCEPTED + BYE;
        try (ScriptedPeer backup = ScriptedPeer.at("127.0.0.2", 0, script, script)) {
            zones.with("""
                    y.test. MX 10 away.y.test.
                    y.test. MX 20 backup.y.test.
                    z.test. MX 10 away.y.test.
                    z.test. MX 20 backup.y.test.
                    away.y.test. A 127.0.0.1
                    backup.y.test. A 127.0.0.2
                    """);
            startByDns(backup.port());
            outbox.send("", "1", "b@y.test");
            Recorded first = outbox.awaitRecorded();
            try (ScriptedPeer back = ScriptedPeer.at("127.0.0.1", backup.port(), script)) {
                outbox.send("", "2", "b@z.test");

                assertThat(first.words()).containsExactly("b@y.test Delivered");
                assertThat(outbox.awaitRecorded().words()).containsExactly("b@z.test Delivered");
                assertThat(back.connections()).isZero();
                assertThat(backup.contents()).hasSize(2);
            }
        }
    }

    // OPS-005
    @Test
    void a_run_for_one_destination_tries_it_again_at_once() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer("drop\n", HELLO + MAIL + ACCEPTED + BYE)) {
            zones.with("y.test. A 127.0.0.1");
            startByDns(peer.port());
            outbox.send("a@x.test", "1", "b@y.test");
            outbox.awaitRecorded();
            service().run("Y.Test");
            outbox.send("a@x.test", "2", "c@y.test");

            assertThat(outbox.awaitRecorded().words()).containsExactly("c@y.test Delivered");
        }
    }

    // CLI-042
    @Test
    void a_null_mx_fails_at_once_with_its_code() throws Exception {
        zones.with("y.test. MX 0 .");
        startByDns(1);
        outbox.send("a@x.test", "Subject: x\r\n\r\n", "b@y.test");
        Recorded attempt = outbox.awaitRecorded();

        assertThat(status(attempt)).startsWith("5.1.10 ");
        assertThat(attempt.reports()).singleElement().satisfies(report -> assertThat(report.text())
                .contains("Status: 5.1.10", "Diagnostic-Code: smtp; 556 5.1.10"));
    }

    // CLI-043
    @Test
    void no_such_domain_fails_and_no_answer_defers() throws Exception {
        zones.failing("servfail.test.", Rcode.SERVFAIL);
        startByDns(1);
        outbox.send("", "x", "b@gone.test");
        Recorded gone = outbox.awaitRecorded();
        outbox.send("", "x", "b@servfail.test");
        Recorded unknown = outbox.awaitRecorded();

        assertThat(status(gone)).startsWith("5.1.2 ");
        assertThat(status(unknown)).startsWith("4.4.3 ");
    }

    // CLI-045
    @Test
    void a_literal_is_delivered_to() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED + BYE)) {
            startByDns(peer.port());
            outbox.send("a@x.test", "x", "b@[127.0.0.1]");

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@[127.0.0.1] Delivered");
            assertThat(zones.asked()).isEmpty();
        }
    }

    // CLI-046
    @Test
    void rules_send_each_domain_its_own_way_and_fail_over() throws Exception {
        try (ScriptedPeer relay = new ScriptedPeer(HELLO + MAIL + ACCEPTED + BYE);
                ScriptedPeer second = new ScriptedPeer(HELLO + MAIL + ACCEPTED + BYE)) {
            start(TestSettings.read(
                    zones,
                    List.of(
                            "relayHost",
                            "127.0.0.1",
                            "relayPort",
                            "" + relay.port(),
                            "routes",
                            "y.test=smtp:127.0.0.9:" + second.port() + "/off,smtp:127.0.0.1:" + second.port()
                                    + "/off;*=relay")));
            outbox.send("a@x.test", "to the second", "b@y.test");
            Recorded one = outbox.awaitRecorded();
            outbox.send("a@x.test", "to the relay", "b@z.test");
            Recorded other = outbox.awaitRecorded();

            assertThat(one.words()).containsExactly("b@y.test Delivered");
            assertThat(other.words()).containsExactly("b@z.test Delivered");
            assertThat(second.contents()).containsExactly("to the second\r\n");
            assertThat(relay.contents()).containsExactly("to the relay\r\n");
        }
    }

    // CLI-019
    @Test
    void lmtp_answers_for_each_recipient() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer("""
                S: 220 lmtp.test
                C: LHLO client.example
                S: 250-lmtp.test
                S: 250 PIPELINING
                C: MAIL FROM:
                C: RCPT TO:<b@y.test>
                C: RCPT TO:<c@y.test>
                C: DATA
                S: 250 ok
                S: 250 ok
                S: 250 ok
                S: 354 go on
                C: <content>
                S: 250 2.0.0 b has it
                S: 552 5.2.2 c is full
                """ + BYE)) {
            start(TestSettings.read(zones, List.of("routes", "*=lmtp:127.0.0.1:" + peer.port())));
            outbox.send("", "x", "b@y.test", "c@y.test");

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.test Delivered", "c@y.test Failed");
        }
    }

    @Test
    void mail_of_a_domain_that_no_rule_speaks_of_waits_and_says_so() throws Exception {
        start(TestSettings.read(zones, List.of("routes", "y.test=mx")));
        outbox.send("a@x.test", "x", "b@z.test");

        assertThat(status(outbox.awaitRecorded())).startsWith("4.4.4 ").contains("z.test");
    }
}
