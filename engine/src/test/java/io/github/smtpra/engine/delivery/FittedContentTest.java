package io.github.smtpra.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.ReturnContent;
import io.github.smtpra.engine.delivery.InMemoryOutbox.Recorded;
import io.github.smtpra.outbox.Outcome;
import org.junit.jupiter.api.Test;

/** Content that a relay does not take as it is, over real sockets. */
class FittedContentTest extends DeliveryFixture {
    private static final String SIZED = """
            S: 220 relay.example
            C: EHLO client.example
            S: 250-relay.example
            S: 250-SIZE 100000
            S: 250 PIPELINING
            """;

    private static final String SIZED_MAIL = SIZED + """
            C: MAIL FROM:<a@x.example> SIZE=%d
            C: RCPT TO:
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 354 go on
            C: <content>
            S: 250 ok
            """;

    // CLI-016, CLI-015: the size is that of what is sent.
    @Test
    void is_converted_for_a_peer_without_8bitmime() throws Exception {
        String text = "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n";
        String converted = text + "Content-Transfer-Encoding: quoted-printable\r\n\r\n.caf=E9\r\n";
        try (ScriptedPeer peer = new ScriptedPeer(SIZED_MAIL.formatted(converted.length()))) {
            start(peer);
            outbox.send("a@x.example", text + "\r\n.caf\u00e9\r\n", "b@y.example");

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.example Delivered");
            assertThat(peer.contents()).containsExactly(converted.replace("\r\n.", "\r\n.."));
        }
    }

    // CLI-015
    @Test
    void is_announced_with_the_line_end_that_base64_lacks() throws Exception {
        String header = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=koi8-r\r\n";
        String converted = header + "Content-Transfer-Encoding: base64\r\n\r\n6enpDQo=\r\n";
        try (ScriptedPeer peer = new ScriptedPeer(SIZED_MAIL.formatted(converted.length()))) {
            start(peer);
            outbox.send("a@x.example", header + "\r\n\u00e9\u00e9\u00e9\r\n", "b@y.example");

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.example Delivered");
            assertThat(peer.contents()).containsExactly(converted);
        }
    }

    // CLI-013: whatever was said of the content.
    @Test
    void is_broken_into_lines_that_a_peer_takes() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(HELLO + MAIL + ACCEPTED)) {
            start(peer);
            outbox.send("a@x.example", "Subject: x\r\n\r\n" + "long ".repeat(400) + "\r\n", "b@y.example");

            assertThat(outbox.awaitRecorded().words()).containsExactly("b@y.example Delivered");
            assertThat(peer.contents()).singleElement().satisfies(content -> assertThat(content.lines())
                    .allMatch(line -> line.length() <= 76));
        }
    }

    // CLI-016, DSN-006: what can not be converted is reported, and the report passes, since it can.
    @Test
    void is_reported_where_it_must_not_be_changed() throws Exception {
        String signed =
                "MIME-Version: 1.0\r\nContent-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\ncaf\u00e9\r\n--b--\r\n";
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
            start(peer);
            Envelope envelope = Envelope.from("a@x.example").to("b@y.example").withReturnContent(ReturnContent.FULL);
            outbox.send(envelope, signed);
            Recorded attempt = outbox.awaitRecorded();

            assertThat(attempt.words()).containsExactly("b@y.example Failed");
            assertThat(((Outcome.Failed) attempt.outcome(0)).diagnosis().status())
                    .hasToString("5.6.3");
            assertThat(outbox.awaitRecorded().words()).containsExactly("a@x.example Delivered");
        }
    }
}
