package io.github.smtpra.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.smtpra.protocol.server.ServerProfile.Role;
import io.github.smtpra.protocol.server.ServerProfile.TlsOffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Throws random octets at a whole session. It never fails, says nothing but well-formed replies, hands over nothing that
 * has no accepted recipient, and does the same wherever segments are cut. The first octet chooses the server, the second
 * the segments.
 */
class ServerEngineFuzzTest {
    private static final int CHOICES = 2;
    private static final List<TlsOffer> OFFERS =
            List.of(TlsOffer.NONE, TlsOffer.OFFERED, TlsOffer.REQUIRED, TlsOffer.OFFERED);

    /** All that a client may say. */
    @FuzzTest
    void sessions(byte[] octets) {
        if (octets.length < CHOICES) {
            return;
        }
        byte[] said = Arrays.copyOfRange(octets, CHOICES, octets.length);
        ScriptedShell whole = new ScriptedShell(profile(octets[0]));
        whole.receive(said);
        List<String> replies = whole.takeReplies();

        assertThat(replies).allSatisfy(ServerEngineFuzzTest::isReplyLine);
        assertThat(whole.delivered()).allSatisfy(ServerEngineFuzzTest::isAcceptedMail);
        assertThat(whole.delivered().stream().mapToInt(String::length).sum()).isLessThan(1000 + 8 * said.length);
        if (replies.stream().noneMatch(reply -> reply.startsWith("220 2.0.0"))) {
            // Behind STARTTLS it is right that segments count: what came with it is dropped.
            ScriptedShell cut = new ScriptedShell(profile(octets[0]));
            segments(said, 1 + (octets[1] & 0x1f)).forEach(cut::receive);
            assertThat(cut.takeReplies()).isEqualTo(replies);
            assertThat(cut.delivered()).isEqualTo(whole.delivered());
        }
    }

    private static void isReplyLine(String line) {
        if (!line.equals("(closed)")) {
            assertThat(line).matches("[2-5][0-5][0-9][ -][\t -~]{0,506}");
            boolean plain = line.startsWith("250") || line.startsWith("220") || line.startsWith("354");
            assertThat(plain || line.matches("([245])[0-9]{2}[ -]\\1\\.[0-9]{1,3}\\.[0-9]{1,3} .*"))
                    .isTrue();
        }
    }

    /** {@link ScriptedShell} serves one domain, and its own name. */
    private static void isAcceptedMail(String mail) {
        assertThat(mail).matches("(?is)[^|]*\\|.+@(mx\\.)?example\\.com.*\\|.*");
    }

    private static List<byte[]> segments(byte[] said, int step) {
        List<byte[]> segments = new ArrayList<>();
        for (int at = 0; at < said.length; at += step) {
            segments.add(Arrays.copyOfRange(said, at, Math.min(said.length, at + step)));
        }
        return segments;
    }

    private static ServerProfile profile(byte choice) {
        return ServerProfile.builder((choice & 1) == 0 ? Role.SMTP : Role.LMTP, "mx.example.com")
                .tls(OFFERS.get(choice >> 1 & 3))
                .maxSize((choice & 8) == 0 ? 0 : 100)
                .build();
    }
}
