package io.github.smtpra.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.smtp.Reply;
import io.github.smtpra.protocol.server.ServerProfile.Role;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the engine tells its shell, beyond what a client hears. */
class ServerEngineTest {
    private final ServerEngine engine = new ServerRules(ServerProfile.builder(Role.SMTP, "mx.example.com")
                    .maxSize(10)
                    .build())
            .newSession();

    /** What the engine wants when the client says {@code lines}; recipients and content are welcome. */
    private List<Action> say(String... lines) {
        ByteBuffer input = ByteBuffer.wrap((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        List<Action> actions = new ArrayList<>();
        Action action = engine.receive(input);
        while (!(action instanceof Action.Await)) {
            actions.add(action);
            if (action instanceof Action.Admit) {
                actions.add(engine.complete(Replies.RECIPIENT_OK));
            } else if (action instanceof Action.Open) {
                actions.add(engine.complete(Replies.START_CONTENT));
            } else if (action instanceof Action.Deliver) {
                return actions;
            }
            action = engine.receive(input);
        }
        return actions;
    }

    private List<Action> envelope(String parameters) {
        return say("HELO c.example", "MAIL FROM:<a@b.example>" + parameters, "RCPT TO:<x@example.com>");
    }

    // SRV-153
    @Test
    void what_is_kept_of_refused_content_is_forgotten_once_and_nothing_is_kept_behind_it() {
        envelope("");
        say("DATA");

        List<Action> first = say("12345");
        List<Action> refused = say("67890");
        List<Action> behind = say("more");

        assertThat(first).hasOnlyElementsOfType(Action.Content.class);
        assertThat(refused).hasSize(1).hasOnlyElementsOfType(Action.Abandon.class);
        assertThat(behind).isEmpty();
    }

    @Test
    void a_declared_size_comes_with_the_mail() {
        envelope(" SIZE=7");
        say("DATA");

        List<Action> actions = say("12345", ".");

        assertThat(actions.get(actions.size() - 1)).isInstanceOfSatisfying(Action.Deliver.class, deliver -> assertThat(
                        deliver.mail().declaredSize())
                .isEqualTo(7));
    }

    @Test
    void a_question_is_answered_before_anything_else() {
        say("HELO c.example", "MAIL FROM:<a@b.example>");
        engine.receive(ByteBuffer.wrap("RCPT TO:<x@example.com>\r\n".getBytes(StandardCharsets.US_ASCII)));

        assertThatThrownBy(() -> say("NOOP")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothing_is_answered_that_was_not_asked() {
        assertThatThrownBy(() -> engine.complete(Replies.OK)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> engine.complete(List.of(Replies.OK))).isInstanceOf(IllegalStateException.class);
    }

    /** RFC 2920 §3.1: content behind a 354 was waited for, commands and chunks may be pipelined. */
    @Test
    void only_content_behind_a_354_shows_that_the_client_has_waited() {
        envelope("");
        assertThat(engine.isReceivingContent()).isFalse();
        assertThat(engine.hasClientWaited()).isFalse();

        say("DATA");
        assertThat(engine.isReceivingContent()).isTrue();
        assertThat(engine.hasClientWaited()).isTrue();
    }

    // SRV-170
    @Test
    void a_chunk_may_have_any_size_that_a_number_can_hold_and_is_not_waited_for() {
        envelope("");

        say("BDAT 999999999999999999 LAST");

        assertThat(engine.isReceivingContent()).isTrue();
        assertThat(engine.hasClientWaited()).isFalse();
    }

    // SRV-190
    @Test
    void tls_that_is_not_to_be_had_now_is_454() {
        assertThat(engine.tlsUnavailable()).isInstanceOfSatisfying(Action.Send.class, send -> assertThat(send.replies())
                .extracting(Reply::code)
                .containsExactly(454));
    }
}
