package io.github.smtpra.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataReaderTest {
    private record Read(String content, boolean atEnd, boolean ambiguous, String left) {}

    private static Read read(String wire, int segment) {
        DataReader reader = new DataReader();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] octets = wire.getBytes(StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < octets.length && !reader.isAtEnd()) {
            ByteBuffer input = ByteBuffer.wrap(octets, at, Math.min(segment, octets.length - at));
            while (input.hasRemaining() && !reader.isAtEnd()) {
                ByteBuffer piece = reader.read(input);
                content.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
            }
            at = input.position();
        }
        return new Read(
                content.toString(StandardCharsets.ISO_8859_1),
                reader.isAtEnd(),
                reader.isAmbiguous(),
                wire.substring(at));
    }

    // SRV-111
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n.\n",
                "\n.\r\n",
                "\r\n.\n",
                "\r.\r",
                "\r.\r\n",
                "\n.\r",
                "\r.\n",
                "\r\n.\r",
                "\r\n.\r\r\n",
                "\r\r\n.\r\r\n",
                "\r\n\0.\r\n",
                "\r\n.\0\r\n",
                "\r\n. \r\n",
                "\n\r.\r\n"
            })
    void no_other_sequence_ends_the_content(String sequence) {
        String wire = "line" + sequence + "MAIL FROM:<evil@example.com>\r\n";
        for (int segment = 1; segment <= wire.length(); segment++) {
            assertThat(read(wire, segment).atEnd())
                    .as("%s in %d", sequence, segment)
                    .isFalse();
        }
    }

    @Test
    void an_end_behind_a_bare_cr_is_an_end_of_ambiguous_content() {
        for (int segment = 1; segment < 20; segment++) {
            assertThat(read("line\r\r\n.\r\nNOOP\r\n", segment))
                    .isEqualTo(new Read("line\r\r\n", true, true, "NOOP\r\n"));
        }
    }

    // SRV-112
    @ParameterizedTest
    @ValueSource(strings = {"a\nb\r\n", "a\rb\r\n", "\n\r\n", ".\n\r\n", ".\rx\r\n", "a\r\r\n", ".\r\r\n"})
    void a_cr_or_lf_that_stands_alone_is_noticed_wherever_segments_are_cut(String content) {
        for (int segment = 1; segment < 12; segment++) {
            assertThat(read(content + ".\r\n", segment).ambiguous()).isTrue();
        }
    }

    // SRV-117
    @Test
    void empty_content_is_an_end() {
        assertThat(read(".\r\nRSET\r\n", 99)).isEqualTo(new Read("", true, false, "RSET\r\n"));
    }

    // SRV-110, SRV-114
    @Property(tries = 2000)
    void gives_back_what_was_stuffed(
            @ForAll("lines") String content, @ForAll @IntRange(min = 1, max = 40) int segment) {
        String wire = ("\r\n" + content).replace("\r\n.", "\r\n..").substring(2) + ".\r\n";

        assertThat(read(wire + "QUIT\r\n", segment)).isEqualTo(new Read(content, true, false, "QUIT\r\n"));
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.strings()
                .withChars('.', 'a', '\0', (char) 0xe9, '\t', ' ')
                .ofMaxLength(30)
                .list()
                .ofMaxSize(12)
                .map(list -> list.isEmpty() ? "" : String.join("\r\n", list) + "\r\n");
    }
}
