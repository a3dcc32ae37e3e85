package io.github.smtpra.protocol.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpra.api.smtp.Reply;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyParserTest {
    // CLI-004
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            250 ok\\r\\n                          | 250 ok              | ok
            250\\r\\n                             | 250                 | ``
            250 \\r\\n                            | 250                 | ``
            250 2.1.0 fine\\r\\n                  | 250 2.1.0 fine      | fine
            250 2.1.0\\r\\n                       | 250 2.1.0           | ``
            550-5.7.1 no\\r\\n550 5.7.1 never\\r\\n | 550 5.7.1 no never | no never
            550-5.7.1 no\\r\\n550 never\\r\\n     | 550 5.7.1 no never  | no never
            550 4.7.1 odd\\r\\n                   | 550 4.7.1 odd       | 4.7.1 odd
            550 5.7.1.1 odd\\r\\n                 | 550 5.7.1.1 odd     | 5.7.1.1 odd
            250 a\\rb\\0c\\u001b\\r\\n            | 250 a?b?c?          | a?b?c?
            """)
    void reads_a_reply(String wire, String whole, String text) throws ProtocolFailure {
        Reply reply = parsed(unescaped(wire)).orElseThrow();

        assertThat(reply.toString().strip()).isEqualTo(whole);
        assertThat(reply.text()).isEqualTo(text);
    }

    // CLI-005
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\\r\\n",
                "100 go on\\r\\n",
                "199 go on\\r\\n",
                "600 what\\r\\n",
                "2x0 what\\r\\n",
                "25\\r\\n",
                "\\r\\n",
                "250 ok\\n",
                "\\n",
                "250_ok\\r\\n",
                "2500\\r\\n",
                "250-a\\r\\n251 b\\r\\n",
                "250-a\\r\\n550 b\\r\\n",
                "250-a\\r\\nb\\r\\n"
            })
    void what_is_no_reply_is_a_failure(String wire) {
        assertThatThrownBy(() -> parsed(unescaped(wire))).isInstanceOf(ProtocolFailure.class);
    }

    // CLI-005
    @Test
    void a_line_without_end_is_cut_off() {
        assertThatThrownBy(() -> parsed("250 " + "x".repeat(3000))).isInstanceOf(ProtocolFailure.class);
    }

    // CLI-005
    @Test
    void a_reply_without_end_is_cut_off() {
        assertThatThrownBy(() -> parsed("250-x\r\n".repeat(200))).isInstanceOf(ProtocolFailure.class);
    }

    @Test
    void an_open_reply_waits_for_more() throws ProtocolFailure {
        assertThat(parsed("250-a\r\n250 b\r")).isEmpty();
    }

    @Test
    void replies_follow_each_other_in_one_segment() throws ProtocolFailure {
        ReplyParser parser = new ReplyParser();
        ByteBuffer wire = bytes("250-2.1.0 a\r\n250 2.1.0 b\r\n354 go\r\n");

        assertThat(parser.parse(wire)).map(Reply::lines).contains(List.of("a", "b"));
        assertThat(parser.parse(wire)).contains(Reply.plain(354, List.of("go")));
    }

    private static Optional<Reply> parsed(String wire) throws ProtocolFailure {
        return new ReplyParser().parse(bytes(wire));
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\0", "\0")
                .replace("\\u001b", "\u001b");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }
}
