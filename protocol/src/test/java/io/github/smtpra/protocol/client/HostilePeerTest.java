package io.github.smtpra.protocol.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.Envelope;
import io.github.smtpra.protocol.client.ClientAction.Close;
import io.github.smtpra.protocol.client.ClientAction.Finished;
import io.github.smtpra.protocol.client.RecipientResult.NotAttempted;
import io.github.smtpra.protocol.client.RecipientResult.RefusedForNow;
import io.github.smtpra.protocol.client.RecipientResult.Uncertain;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each odd reply at each point of a session: never more than a temporary failure, and the session is over. */
class HostilePeerTest {
    /** What an orderly peer says, one step after the other; with the name of what is asked before. */
    private static final List<String> ORDERLY = List.of(
            "220 hello\r\n",
            "250-relay\r\n250 CHUNKING\r\n",
            "250 ok\r\n",
            "250 ok\r\n",
            "354 go on\r\n",
            "250 kept\r\n");

    private static final List<String> ODD = List.of(
            "OK\r\n",
            "\r\n",
            "100 continue\r\n",
            "199 odd\r\n",
            "600 odd\r\n",
            "999 odd\r\n",
            "25\r\n",
            "2500 odd\r\n",
            "250_odd\r\n",
            "250 no cr\n",
            "250-one\r\n251 other\r\n",
            "250-one\r\n550 other\r\n",
            "HTTP/1.1 400 Bad Request\r\n",
            "\u0016\u0003\u0001\r\n",
            "250 " + "x".repeat(100_000),
            "250-x\r\n".repeat(10_000),
            "421 4.3.2 closing\r\n",
            "421-4.3.2 closing\r\n421 4.3.2 now\r\n");

    static Stream<Arguments> cases() {
        return ODD.stream().flatMap(odd -> Stream.iterate(0, step -> step + 1)
                .limit(ORDERLY.size())
                .map(step -> Arguments.of(step, odd)));
    }

    // CLI-001, CLI-005, CLI-022, CLI-024: the reply to the dot may have been a yes, all else was certainly none.
    @ParameterizedTest
    @MethodSource("cases")
    void is_survived(int step, String odd) {
        ClientEngine engine = new ClientEngine(ClientSettings.of("client.example", TlsPolicy.NEVER));
        engine.send(new OutgoingMail(Envelope.from("a@x").to("b@y"), 5));
        List<Finished> finished = new ArrayList<>();
        for (String reply : ORDERLY.subList(0, step)) {
            obey(engine, finished);
            engine.receive(ByteBuffer.wrap(reply.getBytes(ISO_8859_1)));
        }
        obey(engine, finished);
        engine.receive(ByteBuffer.wrap(odd.getBytes(ISO_8859_1)));
        ClientAction last = obey(engine, finished);

        assertThat(last).isInstanceOf(Close.class);
        assertThat(finished).hasSize(1);
        assertThat(finished.get(0).results())
                .singleElement()
                .isInstanceOfAny(step == 5 ? Uncertain.class : NotAttempted.class, RefusedForNow.class);
    }

    // CLI-005: a class that has no meaning at this point.
    @ParameterizedTest
    @MethodSource("wrongClasses")
    void answers_with_the_wrong_class(int step, String odd) {
        is_survived(step, odd);
    }

    static Stream<Arguments> wrongClasses() {
        return Stream.of(
                Arguments.of(0, "354 go on\r\n"),
                Arguments.of(1, "334 go on\r\n"),
                Arguments.of(2, "354 go on\r\n"),
                Arguments.of(3, "354 go on\r\n"),
                Arguments.of(4, "250 ok\r\n"),
                Arguments.of(5, "354 go on\r\n"));
    }

    private static ClientAction obey(ClientEngine engine, List<Finished> finished) {
        while (true) {
            ClientAction action = engine.next();
            if (action instanceof Finished end) {
                finished.add(end);
            } else if (action instanceof ClientAction.SendContent) {
                engine.finalDot();
            } else if (!(action instanceof ClientAction.Send)) {
                return action;
            }
        }
    }
}
