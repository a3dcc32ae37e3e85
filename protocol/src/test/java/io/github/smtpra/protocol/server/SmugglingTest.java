package io.github.smtpra.protocol.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.protocol.server.ServerProfile.Role;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sequence that some mailer has taken for the end of content, with a whole second mail behind it, in content that is
 * fine so far and in content that is too large; in one segment and cut in two at every octet. There is never a second mail.
 */
class SmugglingTest {
    private static final int MAX_SIZE = 200;

    private static final List<String> SEQUENCES = List.of(
            "\n.\n",
            "\n.\r\n",
            "\r\n.\n",
            "\r.\r",
            "\r.\r\n",
            "\r.\n",
            "\n.\r",
            "\n\r.\r\n",
            "\r\n.\r",
            "\r\n.\r\r\n",
            "\r\r\n.\r\r\n",
            "\r\n\0.\r\n",
            "\r\n.\0\r\n",
            "\r\n. \r\n");

    private static final List<String> CONTENTS = List.of("line1", "line1\r\n" + "x".repeat(MAX_SIZE));

    static Stream<Arguments> attacks() {
        return SEQUENCES.stream()
                .flatMap(sequence -> CONTENTS.stream().map(content -> Arguments.of(sequence, content)));
    }

    // SRV-111, SRV-112, SRV-153
    @ParameterizedTest
    @MethodSource("attacks")
    void nothing_but_the_end_makes_a_second_mail(String sequence, String content) {
        byte[] session = ("EHLO c.example\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<x@example.com>\r\nDATA\r\n" + content
                        + sequence
                        + "MAIL FROM:<evil@b.example>\r\nRCPT TO:<x@example.com>\r\nDATA\r\nsmuggled\r\n.\r\n"
                        + "QUIT\r\n")
                .getBytes(ISO_8859_1);
        List<String> whole = said(session, session.length);

        assertThat(whole.stream().filter(line -> line.startsWith("354"))).hasSize(1);
        assertThat(whole).noneMatch(line -> line.startsWith("delivered evil@b.example"));
        for (int cut = 1; cut < session.length; cut++) {
            assertThat(said(session, cut)).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    /** What the server says, and what it delivers, when {@code session} comes in two segments. */
    private static List<String> said(byte[] session, int cut) {
        ScriptedShell shell = new ScriptedShell(ServerProfile.builder(Role.SMTP, "mx.example.com")
                .maxSize(MAX_SIZE)
                .build());
        shell.receive(Arrays.copyOf(session, cut));
        shell.receive(Arrays.copyOfRange(session, cut, session.length));
        return Stream.concat(
                        shell.takeReplies().stream(), shell.delivered().stream().map(mail -> "delivered " + mail))
                .toList();
    }
}
