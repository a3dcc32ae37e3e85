package io.github.smtpra.protocol.grammar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 3629 §3, §4. */
class Utf8Test {
    private static final byte[] INTERESTING = {
        'a',
        0x7F,
        (byte) 0x80,
        (byte) 0xBF,
        (byte) 0xC0,
        (byte) 0xC2,
        (byte) 0xDF,
        (byte) 0xE0,
        (byte) 0xA0,
        (byte) 0xED,
        (byte) 0x9F,
        (byte) 0xEF,
        (byte) 0xF0,
        (byte) 0x90,
        (byte) 0x8F,
        (byte) 0xF4,
        (byte) 0xF5,
        (byte) 0xFF
    };

    private static Optional<String> strict(byte[] octets) {
        try {
            return Optional.of(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    // SRV-274
    @Test
    void agrees_with_the_java_runtime_on_what_is_utf8() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            byte[] octets = new byte[random.nextInt(6)];
            for (int at = 0; at < octets.length; at++) {
                octets[at] = INTERESTING[random.nextInt(INTERESTING.length)];
            }
            String decoded = Utf8.decode(new String(octets, ISO_8859_1));

            Optional<String> expected = strict(octets);
            boolean marked = decoded.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
            assertThat(marked).as(decoded).isEqualTo(expected.isEmpty());
            expected.ifPresent(text -> assertThat(decoded).isEqualTo(text));
        }
    }

    // SRV-271
    @Test
    void reads_every_character() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                String text = "a" + Character.toString(c) + "b";
                assertThat(Utf8.decode(new String(text.getBytes(UTF_8), ISO_8859_1)))
                        .isEqualTo(text);
            }
        }
    }

    // SRV-274
    @Test
    void what_is_around_an_octet_that_is_no_utf8_can_still_be_read() {
        assertThat(Utf8.decode("a\u00e9b")).isEqualTo("a\udce9b");
    }
}
