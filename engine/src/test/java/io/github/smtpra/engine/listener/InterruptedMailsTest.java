package io.github.smtpra.engine.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.protocol.server.Action;
import io.github.smtpra.protocol.server.Checkpoint;
import io.github.smtpra.protocol.server.Replies;
import io.github.smtpra.protocol.server.ServerEngine;
import io.github.smtpra.protocol.server.ServerProfile;
import io.github.smtpra.protocol.server.ServerRules;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long an interrupted mail is kept. */
class InterruptedMailsTest {
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();

    @TempDir
    Path directory;

    private final AtomicLong now = new AtomicLong();
    private final InterruptedMails mails =
            new InterruptedMails(new ListenerSettings.Interrupted(1000, Duration.ofDays(2)), now::get);

    private static Checkpoint interrupted() {
        ServerEngine engine = new ServerRules(
                        ServerProfile.builder(ServerProfile.Role.SMTP, "mx.example")
                                .serving(Set.of(ServerProfile.Service.CHECKPOINT))
                                .build(),
                        InstantSource.system())
                .newSession();
        List<String> lines = List.of(
                "EHLO c.example", "MAIL FROM:<> TRANSID=<1@c.example>", "RCPT TO:<x@example.com>", "DATA", "x", "");
        ByteBuffer said = ByteBuffer.wrap(String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII));
        while (said.hasRemaining()) {
            Action action = engine.receive(said);
            if (action instanceof Action.GoOn) {
                engine.complete(Replies.SENDER_OK);
            } else if (action instanceof Action.Admit) {
                engine.complete(Replies.RECIPIENT_OK);
            } else if (action instanceof Action.Open) {
                engine.complete(Replies.START_CONTENT);
            }
        }
        return engine.interrupted().orElseThrow();
    }

    private ContentSpool content() {
        ContentSpool content = new ContentSpool(directory);
        content.add(ByteBuffer.wrap("x\r\n".getBytes(StandardCharsets.US_ASCII)));
        return content;
    }

    // RFC 1845 §3 (SRV-295)
    @Test
    void a_mail_is_there_until_its_time_is_over() throws IOException {
        Checkpoint checkpoint = interrupted();
        mails.keep(CLIENT, new InterruptedMail(checkpoint, content()));

        now.set(Duration.ofDays(2).toNanos() - 1);
        mails.forgetOld(now.get());
        assertThat(mails.take(CLIENT, checkpoint.key())).isPresent();

        mails.keep(CLIENT, new InterruptedMail(checkpoint, content()));
        now.addAndGet(Duration.ofDays(2).toNanos());
        mails.forgetOld(now.get());
        assertThat(mails.take(CLIENT, checkpoint.key())).isEmpty();
    }

    @Test
    void it_belongs_to_whoever_has_taken_it() {
        Checkpoint checkpoint = interrupted();
        mails.keep(CLIENT, new InterruptedMail(checkpoint, content()));

        assertThat(mails.take(CLIENT, checkpoint.key())).isPresent();
        assertThat(mails.take(CLIENT, checkpoint.key())).isEmpty();
    }
}
