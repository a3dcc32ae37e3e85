package io.github.smtpra.protocol.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.protocol.client.ClientAction.Close;
import io.github.smtpra.protocol.client.ClientAction.Finished;
import io.github.smtpra.protocol.client.ClientAction.Ready;
import io.github.smtpra.protocol.client.ClientAction.Send;
import io.github.smtpra.protocol.client.ClientAction.SendChunk;
import io.github.smtpra.protocol.client.RecipientResult.Refused;
import io.github.smtpra.protocol.client.RecipientResult.RefusedForNow;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Replies to two chunks that come in one segment: what the first asks for is undone where the second refuses. */
class ChunkRepliesTest {
    private final ClientEngine engine = new ClientEngine(ClientSettings.of("client.example", TlsPolicy.NEVER));

    // RFC 3030 §2 (CLI-017)
    @Test
    void no_chunk_follows_a_refusal_that_came_with_a_yes() {
        sendTwoChunks();
        hear("250 ok\r\n552 5.3.4 too large\r\n");

        assertThat(engine.next()).isInstanceOfSatisfying(Finished.class, end -> assertThat(end.results())
                .singleElement()
                .isInstanceOf(Refused.class));
        assertThat(engine.next()).isInstanceOf(Ready.class);
    }

    // RFC 5321 §3.8 (CLI-022)
    @Test
    void no_chunk_follows_a_shutdown_that_came_with_a_yes() {
        sendTwoChunks();
        hear("250 ok\r\n421 4.3.2 going\r\n");

        assertThat(engine.next()).isInstanceOfSatisfying(Finished.class, end -> assertThat(end.results())
                .singleElement()
                .isInstanceOf(RefusedForNow.class));
        assertThat(engine.next()).isInstanceOf(Close.class);
    }

    // CLI-005
    @Test
    void a_third_reply_is_one_too_many() {
        sendTwoChunks();
        hear("250 ok\r\n250 ok\r\n250 ok\r\n");

        assertThat(engine.next()).isInstanceOf(Finished.class);
        assertThat(engine.next()).isInstanceOf(Close.class);
    }

    private void sendTwoChunks() {
        engine.send(new OutgoingMail(Envelope.from("a@x").to("b@y"), 2_000_000));
        hear("220 hello\r\n");
        hear("250-relay\r\n250-PIPELINING\r\n250 CHUNKING\r\n");
        hear("250 ok\r\n250 ok\r\n");
        chunk();
        chunk();
    }

    private void chunk() {
        assertThat(engine.next()).isInstanceOf(SendChunk.class);
        assertThat(engine.chunk(7).remaining()).isPositive();
    }

    private void hear(String replies) {
        while (engine.next() instanceof Send) {
            // It is said, and this is the answer.
        }
        engine.receive(ByteBuffer.wrap(replies.getBytes(US_ASCII)));
    }
}
