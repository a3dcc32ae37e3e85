package io.github.smtpra.protocol.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientAction.AwaitReply;
import io.github.smtpra.protocol.client.ClientAction.Finished;
import io.github.smtpra.protocol.client.ClientAction.Send;
import io.github.smtpra.protocol.client.ClientAction.SendContent;
import io.github.smtpra.protocol.client.ClientAction.StartTls;
import io.github.smtpra.protocol.sasl.PlainCredentials;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Throws the octets of a hostile server at a client with two mails. The client never fails, ends each mail once with a
 * result for each recipient, sends nothing but whole lines, no password in the clear, and takes nothing for delivered whose
 * final dot it has not sent. The first octet chooses its settings, the second how much comes in one segment.
 */
class ClientEngineFuzzTest {
    private static final int CHOICES = 2;
    private static final int MAILS = 2;
    private static final List<TlsPolicy> POLICIES =
            List.of(TlsPolicy.NEVER, TlsPolicy.IF_OFFERED, TlsPolicy.REQUIRED, TlsPolicy.FROM_THE_START);
    private static final OutgoingMail MAIL =
            new OutgoingMail(Envelope.from("ann@example.org").to("bob@example.com", "eve@example.net"), 100);

    /** All that a server may say. */
    @FuzzTest
    void sessions(byte[] octets) {
        if (octets.length < CHOICES) {
            return;
        }
        Shell shell = new Shell(settings(octets[0]));

        shell.run(ByteBuffer.wrap(octets, CHOICES, octets.length - CHOICES), 1 + (octets[1] & 0xff));

        assertThat(shell.finished).hasSize(MAILS);
        assertThat(shell.finished).allSatisfy(mail -> assertThat(mail.results()).hasSize(2));
    }

    private static ClientSettings settings(byte choice) {
        ClientSettings settings = ClientSettings.of("client.example.org", POLICIES.get(choice & 3));
        return (choice & 4) == 0 ? settings : settings.withCredentials(new PlainCredentials("ann", "secret"));
    }

    /** Does what the engine says; what it sends is checked and forgotten. */
    private static final class Shell {
        private final ClientEngine engine;
        private final List<Finished> finished = new ArrayList<>();
        private boolean underTls;
        private boolean dotSent;

        Shell(ClientSettings settings) {
            engine = new ClientEngine(settings);
            underTls = settings.tls() == TlsPolicy.FROM_THE_START;
        }

        void run(ByteBuffer peer, int segment) {
            engine.send(MAIL);
            ClientAction action = engine.next();
            while (!(action instanceof ClientAction.Close)) {
                obey(action, peer, segment);
                action = engine.next();
            }
            while (finished.size() < MAILS) {
                engine.send(MAIL);
                finish((Finished) engine.next());
            }
        }

        private void obey(ClientAction action, ByteBuffer peer, int segment) {
            if (action instanceof Send send) {
                check(US_ASCII.decode(send.bytes()).toString());
            } else if (action instanceof AwaitReply) {
                await(peer, segment);
            } else if (action instanceof StartTls) {
                underTls = true;
                engine.tlsStarted();
            } else if (action instanceof SendContent content) {
                assertThat(content.accepted()).isNotEmpty();
                dotSent = true;
                engine.finalDot();
            } else if (action instanceof Finished one) {
                finish(one);
            } else if (finished.size() < MAILS) {
                engine.send(MAIL);
            } else {
                engine.quit();
            }
        }

        private void await(ByteBuffer peer, int segment) {
            if (!peer.hasRemaining()) {
                engine.failed(new EnhancedStatusCode(4, 4, 2), "connection lost");
                return;
            }
            int length = Math.min(segment, peer.remaining());
            ByteBuffer octets = ByteBuffer.wrap(Arrays.copyOfRange(
                    peer.array(), peer.arrayOffset() + peer.position(), peer.arrayOffset() + peer.position() + length));
            peer.position(peer.position() + length);
            engine.receive(octets);
        }

        private void check(String said) {
            assertThat(said).matches("([ -~]{1,510}\r\n)+");
            assertThat(underTls || !said.startsWith("AUTH")).isTrue();
        }

        private void finish(Finished one) {
            assertThat(dotSent || one.results().stream().noneMatch(RecipientResult.Accepted.class::isInstance))
                    .isTrue();
            dotSent = false;
            finished.add(one);
        }
    }

    /** What a reply is does not depend on segments, and what is none is told apart. */
    @FuzzTest
    void replies(byte[] octets) {
        List<String> whole = parse(octets, Math.max(octets.length, 1));

        assertThat(parse(octets, 1)).isEqualTo(whole);
    }

    private static List<String> parse(byte[] octets, int segment) {
        ReplyParser parser = new ReplyParser();
        List<String> replies = new ArrayList<>();
        try {
            for (int at = 0; at < octets.length; at += segment) {
                ByteBuffer piece = ByteBuffer.wrap(octets, at, Math.min(segment, octets.length - at));
                while (piece.hasRemaining()) {
                    Optional<Reply> reply = parser.parse(piece);
                    reply.ifPresent(one -> replies.addAll(one.wireLines()));
                }
            }
        } catch (ProtocolFailure e) {
            replies.add(String.valueOf(e.getMessage()));
        }
        return replies;
    }
}
