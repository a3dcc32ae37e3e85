package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.engine.thread.Deadlines;
import io.github.smtpra.engine.thread.Threads;
import io.github.smtpra.engine.tls.ClientTls;
import io.github.smtpra.protocol.client.ClientAction.Finished;
import io.github.smtpra.protocol.client.ClientSettings;
import io.github.smtpra.protocol.client.RecipientResult;
import io.github.smtpra.protocol.client.RecipientResult.Accepted;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import io.github.smtpra.protocol.client.RecipientResult.RefusedForNow;
import io.github.smtpra.protocol.client.RecipientResult.Uncertain;
import io.github.smtpra.protocol.client.TlsPolicy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The commands of the next mail behind the final dot of the one in hand (RFC 2920 §3.1), over real sockets. */
class NextMailTest {
    private static final String FIRST = DeliveryFixture.HELLO + """
            C: MAIL FROM:<a@x.example>
            C: RCPT TO:<b@y.example>
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 354 go on
            C: <content>
            C: MAIL FROM:<a@x.example>
            C: RCPT TO:<c@y.example>
            C: DATA
            """;
    private static final String SECOND = """
            S: 250 ok
            S: 250 ok
            S: 354 go on
            C: <content>
            S: 250 2.0.0 second
            C: QUIT
            S: 221 bye
            reached quit
            """;
    private static final String SECOND_ALONE = DeliveryFixture.HELLO + """
            C: MAIL FROM:<a@x.example>
            C: RCPT TO:<c@y.example>
            C: DATA
            """ + SECOND;

    private final Deadlines deadlines = new Deadlines("next-mail-test");
    private final MailContent first = TestContent.to("b@y.example", "Subject: 1\r\n\r\n");
    private final MailContent second = TestContent.to("c@y.example", "Subject: 2\r\n\r\n");

    @AfterEach
    void end() {
        deadlines.close();
    }

    private RelaySession session(ScriptedPeer peer) {
        ClientSettings settings = ClientSettings.of("client.example", TlsPolicy.NEVER);
        Relay relay = new Relay(TestSettings.HOST, peer.port(), ClientTls.unverified(), settings);
        Connector connector = new Connector(Threads.newThreadFactory("test"), new AbsentPeers(Clock.systemUTC()));
        return new RelaySession(relay, new Link(TestSettings.plain(peer.port()).timeouts(), deadlines, connector));
    }

    private static RecipientResult only(Finished finished) {
        assertThat(finished.results()).hasSize(1);
        return finished.results().get(0);
    }

    // CLI-008, CLI-009: only the mail itself waits for the reply to its dot.
    @Test
    void go_out_before_the_dot_is_answered() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(FIRST + "S: 250 2.0.0 first\n" + SECOND)) {
            RelaySession session = session(peer);

            assertThat(only(session.deliver(first, () -> Optional.of(second)))).isInstanceOf(Accepted.class);
            assertThat(only(session.deliver(second, NextMail.NONE))).isInstanceOf(Accepted.class);
            session.quit();
            peer.awaitReached("quit");
            assertThat(peer.contents()).containsExactly("Subject: 1\r\n\r\n", "Subject: 2\r\n\r\n");
        }
    }

    // CLI-024: the first mail may have arrived, the second can not have: it goes at once, on a fresh connection.
    @Test
    void go_out_again_when_the_connection_is_lost_with_the_dot() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(FIRST + "drop\n", SECOND_ALONE)) {
            RelaySession session = session(peer);

            assertThat(only(session.deliver(first, () -> Optional.of(second)))).isInstanceOf(Uncertain.class);
            assertThat(only(session.deliver(second, NextMail.NONE))).isInstanceOf(Accepted.class);
            session.quit();
        }
    }

    // CLI-022: 421 to the dot.
    @Test
    void go_out_again_when_the_peer_shuts_down_at_the_dot() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(FIRST + "S: 421 4.3.2 closing\ndrop\n", SECOND_ALONE)) {
            RelaySession session = session(peer);

            assertThat(only(session.deliver(first, () -> Optional.of(second)))).isInstanceOf(RefusedForNow.class);
            assertThat(only(session.deliver(second, NextMail.NONE))).isInstanceOf(Accepted.class);
            session.quit();
        }
    }

    @Test
    void do_not_make_a_mail_go_out_after_the_session_was_aborted() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(FIRST + "S: 250 ok\n" + SECOND)) {
            RelaySession session = session(peer);
            Finished one = session.deliver(first, () -> {
                session.abort();
                return Optional.of(second);
            });

            assertThat(only(one)).isInstanceOf(Accepted.class);
            assertThat(only(session.deliver(second, NextMail.NONE))).isInstanceOf(NotAttempted.class);
            assertThat(peer.contents()).containsExactly("Subject: 1\r\n\r\n");
        }
    }

    // CLI-017: counts are of what was read, not of what was said to be the size.
    @Test
    void large_content_goes_in_chunks() throws Exception {
        String content = "Subject: large\r\n\r\n" + ".x234567\r\n".repeat(150_000);
        try (ScriptedPeer peer =
                new ScriptedPeer("""
                S: 220 relay.example
                C: EHLO client.example
                S: 250-relay.example
                S: 250 CHUNKING
                C: MAIL FROM:<a@x.example>
                S: 250 ok
                C: RCPT TO:<b@y.example>
                S: 250 ok
                """ + "C: <chunk>\nS: 250 ok\n".repeat(6) + "C: QUIT\nS: 221 bye\nreached quit\n")) {
            RelaySession session = session(peer);

            assertThat(only(session.deliver(TestContent.to("b@y.example", content), NextMail.NONE)))
                    .isInstanceOf(Accepted.class);
            session.quit();
            peer.awaitReached("quit");
            List<String> chunks = peer.contents();
            assertThat(chunks).hasSize(6);
            assertThat(chunks.get(5)).startsWith("BDAT " + (content.length() - 5 * 256 * 1024) + " LAST|");
            assertThat(String.join("", chunks).replaceAll("BDAT \\d+( LAST)?\\|", ""))
                    .isEqualTo(content);
        }
    }
}
