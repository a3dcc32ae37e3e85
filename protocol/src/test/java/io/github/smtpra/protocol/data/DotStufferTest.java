package io.github.smtpra.protocol.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotStufferTest {
    // CLI-012
    @ParameterizedTest
    @CsvSource(textBlock = """
            'a\\r\\n'                  , 'a\\r\\n.\\r\\n'
            'a'                        , 'a\\r\\n.\\r\\n'
            ''                         , '.\\r\\n'
            '.'                        , '..\\r\\n.\\r\\n'
            '.\\r\\n.\\r\\n'           , '..\\r\\n..\\r\\n.\\r\\n'
            'a.b\\r\\n..c'             , 'a.b\\r\\n...c\\r\\n.\\r\\n'
            'a\\n.\\nb'                , 'a\\r\\n..\\r\\nb\\r\\n.\\r\\n'
            'a\\r.\\rb\\r'             , 'a\\r\\n..\\r\\nb\\r\\n.\\r\\n'
            'a\\r\\n.\\r\\r\\nb'       , 'a\\r\\n..\\r\\n\\r\\nb\\r\\n.\\r\\n'
            'a\\n\\r.'                 , 'a\\r\\n\\r\\n..\\r\\n.\\r\\n'
            'eight octets, and more\\r\\nin lines', 'eight octets, and more\\r\\nin lines\\r\\n.\\r\\n'
            """)
    void makes_content_fit_for_the_wire(String content, String wire) {
        assertThat(encoded(unescaped(content), List.of())).isEqualTo(unescaped(wire));
    }

    // CLI-012, CLI-013
    @Property(tries = 3000)
    void whatever_comes_in_however_it_is_cut_only_normal_lines_go_out(
            @ForAll("contents") String content, @ForAll("cuts") List<Integer> cuts) {
        String wire = encoded(content, cuts);

        assertThat(wire.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        assertThat(wire).endsWith(".\r\n");
        assertThat(unstuffed(wire)).isEqualTo(normalised(content));
    }

    @Test
    void is_as_new_after_the_final_dot() {
        DotStuffer stuffer = new DotStuffer();
        stuffer.encodeLast(bytes("a\r"));

        assertThat(text(stuffer.encodeLast(bytes("\n.b")))).isEqualTo("\r\n..b\r\n.\r\n");
    }

    @Test
    void takes_a_buffer_without_array() {
        ByteBuffer direct = ByteBuffer.allocateDirect(4);
        direct.put(bytes(".\n.b")).flip();

        assertThat(text(new DotStuffer().encodeLast(direct))).isEqualTo("..\r\n..b\r\n.\r\n");
    }

    @Provide
    Arbitrary<String> contents() {
        return Arbitraries.strings()
                .withChars('\r', '\n', '.', 'a', '\0', '\u00ff', '\u008d', '\u000b')
                .ofMaxLength(60);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(0, 20).list().ofMaxSize(10);
    }

    private static String encoded(String content, List<Integer> cuts) {
        DotStuffer stuffer = new DotStuffer();
        ByteBuffer in = bytes(content);
        StringBuilder wire = new StringBuilder();
        for (int cut : cuts) {
            ByteBuffer block = in.slice(in.position(), Math.min(cut, in.remaining()));
            in.position(in.position() + block.remaining());
            wire.append(text(stuffer.encode(block)));
        }
        return wire.append(text(stuffer.encodeLast(in))).toString();
    }

    /** What the receiver makes of it (RFC 5321 §4.5.2), the final dot taken off. */
    private static String unstuffed(String wire) {
        StringBuilder lines = new StringBuilder();
        String[] all = wire.split("\r\n", -1);
        assertThat(all[all.length - 2]).isEqualTo(".");
        for (int i = 0; i < all.length - 2; i++) {
            assertThat(all[i]).isNotEqualTo(".");
            lines.append(all[i].startsWith(".") ? all[i].substring(1) : all[i]).append("\r\n");
        }
        return lines.toString();
    }

    private static String normalised(String content) {
        String lines = content.replaceAll("\r\n|\r|\n", "\r\n");
        return lines.isEmpty() || lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    private static String text(ByteBuffer bytes) {
        return ISO_8859_1.decode(bytes).toString();
    }
}
