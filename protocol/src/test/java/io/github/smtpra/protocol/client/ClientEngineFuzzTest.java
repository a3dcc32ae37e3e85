package io.github.smtpra.protocol.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.api.smtp.EnhancedStatusCode;
import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.client.ClientAction.AwaitReply;
import io.github.smtpra.protocol.client.ClientAction.Finished;
import io.github.smtpra.protocol.client.ClientAction.Send;
import io.github.smtpra.protocol.client.ClientAction.SendChunk;
import io.github.smtpra.protocol.client.ClientAction.SendContent;
import io.github.smtpra.protocol.client.ClientAction.StartTls;
import io.github.smtpra.protocol.sasl.ClientMechanisms;
import io.github.smtpra.protocol.sasl.Credentials;
import io.github.smtpra.protocol.sasl.Mechanism;
import io.github.smtpra.protocol.sasl.Secret;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Throws the octets of a hostile server at a client with three mails. The client never fails, ends each mail once with
 * a result for each recipient, sends nothing but whole lines, no password in the clear, and takes nothing for delivered
 * whose final dot it has not sent. The first octet chooses its settings, the second how much comes in one segment.
 */
class ClientEngineFuzzTest {
    private static final int CHOICES = 2;
    private static final int MAILS = 3;
    private static final List<TlsPolicy> POLICIES =
            List.of(TlsPolicy.NEVER, TlsPolicy.IF_OFFERED, TlsPolicy.REQUIRED, TlsPolicy.FROM_THE_START);
    private static final Envelope ENVELOPE = Envelope.from("ann@example.org").to("bob@example.com", "eve@example.net");
    private static final OutgoingMail PLAIN = new OutgoingMail(ENVELOPE, 100);
    private static final OutgoingMail EIGHT_BIT = new OutgoingMail(ENVELOPE.withBody(BodyType.EIGHT_BIT_MIME), 100);
    private static final Login LOGIN = new Login(
            new Credentials.Password("ann", new Secret("secret")),
            new ClientMechanisms(ClientMechanisms.DEFAULT, Mechanism.ClearText.FORBIDDEN, () -> "Nonce"));

    /** All that a server may say. */
    @FuzzTest
    void sessions(byte[] octets) {
        if (octets.length < CHOICES) {
            return;
        }
        Shell shell = new Shell(settings(octets[0]), (octets[0] & 16) == 0 ? PLAIN : EIGHT_BIT);

        shell.run(ByteBuffer.wrap(octets, CHOICES, octets.length - CHOICES), 1 + (octets[1] & 0xff));

        assertThat(shell.finished).hasSize(MAILS);
        assertThat(shell.finished).allSatisfy(mail -> assertThat(mail.results()).hasSize(2));
    }

    private static ClientSettings settings(byte choice) {
        ClientSettings settings = ClientSettings.of("client.example.org", POLICIES.get(choice & 3))
                .withDialect((choice & 8) == 0 ? Dialect.SMTP : Dialect.LMTP);
        return (choice & 4) == 0 ? settings : settings.withLogin(LOGIN);
    }

    /** Does what the engine says; what it sends is checked and forgotten. */
    private static final class Shell {
        private final ClientEngine engine;
        private final OutgoingMail mail;
        private final List<Finished> finished = new ArrayList<>();
        private boolean underTls;
        private int given;
        private int chunks;
        private int ended;

        Shell(ClientSettings settings, OutgoingMail mail) {
            this.engine = new ClientEngine(settings);
            this.mail = mail;
            underTls = settings.tls() == TlsPolicy.FROM_THE_START;
        }

        void run(ByteBuffer peer, int segment) {
            give();
            ClientAction action = engine.next();
            while (!(action instanceof ClientAction.Close)) {
                obey(action, peer, segment);
                action = engine.next();
            }
            while (given < MAILS) {
                give();
                finish((Finished) engine.next());
            }
        }

        private void give() {
            engine.send(mail);
            given++;
        }

        private void obey(ClientAction action, ByteBuffer peer, int segment) {
            if (action instanceof Send send) {
                check(send.bytes());
            } else if (action instanceof AwaitReply) {
                await(peer, segment);
            } else if (action instanceof StartTls) {
                underTls = true;
                engine.tlsStarted();
            } else if (action instanceof SendContent content) {
                assertThat(content.accepted()).isNotEmpty();
                engine.finalDot();
                contentEnded();
            } else if (action instanceof SendChunk chunk) {
                send(chunk);
            } else if (action instanceof ClientAction.Fit) {
                fit();
            } else if (action instanceof Finished one) {
                finish(one);
            } else if (given < MAILS) {
                give();
            } else {
                engine.quit();
            }
        }

        private void send(SendChunk chunk) {
            assertThat(chunk.accepted()).isNotEmpty();
            chunks++;
            if (chunks % 2 == 1) {
                check(engine.chunk(5));
            } else {
                check(engine.lastChunk(0));
                contentEnded();
            }
        }

        private void contentEnded() {
            ended++;
            if (given < MAILS && engine.mayFollow()) {
                given++;
                check(engine.follow(mail));
            }
        }

        /** Every other time it is not possible. */
        private void fit() {
            if (given % 2 == 1) {
                engine.fitted(PLAIN);
            } else {
                engine.unfit(new RecipientResult.Unsendable(new EnhancedStatusCode(5, 6, 3), "no way"));
            }
        }

        private void await(ByteBuffer peer, int segment) {
            if (!peer.hasRemaining()) {
                engine.failed(new EnhancedStatusCode(4, 4, 2), "connection lost");
                return;
            }
            byte[] octets = new byte[Math.min(segment, peer.remaining())];
            peer.get(octets);
            engine.receive(ByteBuffer.wrap(octets));
        }

        private void check(ByteBuffer octets) {
            String said = US_ASCII.decode(octets).toString();
            assertThat(said).matches("(?:[ -~]{1,510}\r\n)*+");
            assertThat(underTls || !said.contains("AUTH")).isTrue();
        }

        private void finish(Finished one) {
            boolean accepted = one.results().stream().anyMatch(RecipientResult.Accepted.class::isInstance);
            finished.add(one);
            assertThat(accepted && ended == 0).isFalse();
            ended -= accepted ? 1 : 0;
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
