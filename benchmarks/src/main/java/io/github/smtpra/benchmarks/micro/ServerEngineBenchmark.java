package io.github.smtpra.benchmarks.micro;

import io.github.smtpra.protocol.server.Action;
import io.github.smtpra.protocol.server.Replies;
import io.github.smtpra.protocol.server.ServerEngine;
import io.github.smtpra.protocol.server.ServerProfile;
import io.github.smtpra.protocol.server.ServerProfile.Role;
import io.github.smtpra.protocol.server.ServerRules;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One mail transaction through the server's engine: commands, content, replies; no socket. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ServerEngineBenchmark {
    /** Octets of the content. */
    @Param({"1024", "102400"})
    int size;

    private final ServerEngine engine = new ServerRules(
                    ServerProfile.builder(Role.SMTP, "mx.example.com").build(), InstantSource.system())
            .newSession();
    private byte[] mail = new byte[0];
    private long octets;

    /** Says hello once. */
    @Setup
    public void greet() {
        engine.start();
        feed(ascii("EHLO client.example\r\n"));
        mail = ascii("MAIL FROM:<source@client.example>\r\nRCPT TO:<sink@sink.example>\r\nDATA\r\n"
                + ("X".repeat(78) + "\r\n").repeat(size / 80) + ".\r\n");
    }

    /** A mail, all in one segment. */
    @Benchmark
    public long mail() {
        feed(mail);
        return octets;
    }

    private void feed(byte[] segment) {
        ByteBuffer input = ByteBuffer.wrap(segment);
        Action action = engine.receive(input);
        while (!(action instanceof Action.Await)) {
            action = obey(action, input);
        }
    }

    private Action obey(Action action, ByteBuffer input) {
        if (action instanceof Action.Admit) {
            return engine.complete(Replies.RECIPIENT_OK);
        }
        if (action instanceof Action.Open) {
            return engine.complete(Replies.START_CONTENT);
        }
        if (action instanceof Action.Deliver) {
            return engine.complete(Replies.RECIPIENT_OK);
        }
        if (action instanceof Action.Content content) {
            octets += content.octets().remaining();
        }
        return engine.receive(input);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
