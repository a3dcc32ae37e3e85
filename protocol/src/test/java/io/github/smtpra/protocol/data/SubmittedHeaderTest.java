package io.github.smtpra.protocol.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmittedHeaderTest {
    private static String edited(SubmittedHeader header, String content, int step) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] octets = content.getBytes(UTF_8);
        for (int at = 0; at < octets.length; at += step) {
            write(kept, header.edit(ByteBuffer.wrap(octets, at, Math.min(step, octets.length - at))));
        }
        write(kept, header.end());
        return kept.toString(UTF_8);
    }

    private static void write(ByteArrayOutputStream kept, ByteBuffer piece) {
        byte[] octets = new byte[piece.remaining()];
        piece.get(octets);
        kept.writeBytes(octets);
    }

    // SRV-248, MSG-009
    @ParameterizedTest
    @CsvSource(textBlock = """
            'Bcc: x@y\\r\\n\\r\\nbody\\r\\n',                                  '\\r\\nbody\\r\\n'
            'A: 1\\r\\nBCC: x@y,\\r\\n z@y,\\r\\n\\tw@y\\r\\nB: 2\\r\\n\\r\\nb',  'A: 1\\r\\nB: 2\\r\\n\\r\\nb'
            'Bcc : x@y\\r\\nA: 1\\r\\n\\r\\n',                               'A: 1\\r\\n\\r\\n'
            'Resent-Bcc: x@y\\r\\nReturn-Path: <x@y>\\r\\nA: 1\\r\\n\\r\\n', 'A: 1\\r\\n\\r\\n'
            'A: 1\\r\\nBcc:\\r\\n\\r\\nBcc: in the body\\r\\n',              'A: 1\\r\\n\\r\\nBcc: in the body\\r\\n'
            'A: 1\\r\\nBcc: x@y\\r\\n',                                      'A: 1\\r\\n'
            'Bcc: x@y\\r\\nbcc: z@y\\r\\n\\r\\n',                            '\\r\\n'
            'A: Bcc: x\\r\\n Bcc: y\\r\\nBccc: z\\r\\n\\r\\n',               'A: Bcc: x\\r\\n Bcc: y\\r\\nBccc: z\\r\\n\\r\\n'
            '\\r\\nBcc: x\\r\\n',                                            '\\r\\nBcc: x\\r\\n'
            'just text\\r\\nBcc: x\\r\\n',                                   '\\r\\njust text\\r\\nBcc: x\\r\\n'
            'A: 1\\r\\njust text\\r\\nmore\\r\\n',                           'A: 1\\r\\n\\r\\njust text\\r\\nmore\\r\\n'
            'A: 1\\r\\nnote to all: x\\r\\nBcc: x\\r\\n',                    'A: 1\\r\\n\\r\\nnote to all: x\\r\\nBcc: x\\r\\n'
            ': x\\r\\nBcc: x\\r\\n',                                         '\\r\\n: x\\r\\nBcc: x\\r\\n'
            ' A: 1\\r\\n\\r\\nbody',                                         ' A: 1\\r\\n\\r\\nbody'
            '',                                                              ''
            """)
    void takes_out_what_others_must_not_see_however_it_is_cut(String content, String expected) {
        String octets = content.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
        for (int step = 1; step <= octets.length() + 1; step++) {
            assertThat(edited(new SubmittedHeader(), octets, step))
                    .as("in steps of " + step)
                    .isEqualTo(expected.replace("\\r", "\r").replace("\\n", "\n"));
        }
    }

    // SRV-244, SRV-245
    @Test
    void notes_what_is_there() {
        SubmittedHeader header = new SubmittedHeader();
        edited(header, "FROM: Ann\r\n <ann@x.example>\r\nfrom: b@x\r\nDate : now\r\n\r\nMessage-ID: <1@x>\r\n", 7);

        assertThat(header.has("From")).isTrue();
        assertThat(header.has("Date")).isTrue();
        assertThat(header.has("Message-ID")).isFalse();
        assertThat(header.text("From")).contains("Ann <ann@x.example>");
        assertThat(header.text("Sender")).isEmpty();
    }

    @Test
    void reads_utf8() {
        SubmittedHeader header = new SubmittedHeader();
        edited(header, "From: grün@x.example\r\n\r\n", 3);

        assertThat(header.text("From")).contains("grün@x.example");
    }

    @Test
    void holds_little_of_a_long_field_and_passes_all_of_it() {
        SubmittedHeader header = new SubmittedHeader();
        String content = "From: " + "x".repeat(100_000) + "\r\nTo: y\r\n\r\n" + "z".repeat(1000);

        assertThat(edited(header, content, 512)).isEqualTo(content);
        assertThat(header.text("From")).isEmpty();
        assertThat(header.text("To")).contains("y");
    }

    @Test
    void passes_a_first_line_without_end() {
        String content = "x".repeat(100_000);

        assertThat(edited(new SubmittedHeader(), content, 1000)).isEqualTo("\r\n" + content);
        assertThat(edited(new SubmittedHeader(), "x", 1).getBytes(ISO_8859_1)).hasSize(1);
    }
}
