package io.github.smtpra.outbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineEndsTest {
    // CLI-013
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'', ''",
                "a, a$",
                "a\\r\\n, a$",
                "a\\n, a$",
                "a\\r, a$",
                "a\\r\\r\\n, a$$",
                "a\\n\\r\\n, a$$",
                "a\\n\\rb, a$$b$",
                "\\r, $",
                "\\n, $",
                "\\r\\n\\r\\n, $$",
                "a\\0b\\r\\n, a\\0b$",
                "long enough for words\\nand\\rmore of them\\r\\nend, long enough for words$and$more of them$end$",
            })
    void everyLineEndsInCrlfWhereverTheBlocksAreCut(String given, String wanted) throws IOException {
        String content = given.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
        String expected = wanted.replace("$", "\r\n").replace("\\0", "\0");
        for (int block = 1; block <= content.length() + 1; block++) {
            assertThat(converted(content, block)).as("blocks of %s", block).isEqualTo(expected);
        }
    }

    @Test
    void randomContentsBecomeWhatAPlainRuleSays() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            StringBuilder content = new StringBuilder();
            int length = random.nextInt(60);
            for (int c = 0; c < length; c++) {
                content.append("\r\nab\0".charAt(random.nextInt(5)));
            }
            String plain = content.toString().replaceAll("\r\n|\r|\n", "\r\n");
            String expected = plain.isEmpty() || plain.endsWith("\n") ? plain : plain + "\r\n";
            assertThat(converted(content.toString(), 1 + random.nextInt(20))).isEqualTo(expected);
        }
    }

    @Test
    void anEighthBitIsSeenAtEveryPlace() {
        for (int at = 0; at < 20; at++) {
            byte[] octets = new byte[20];
            octets[at] = (byte) 0xe4;
            assertThat(OctetScan.hasEighthBit(octets, 0, 20)).isTrue();
            assertThat(OctetScan.hasEighthBit(octets, at + 1, 20)).isFalse();
            assertThat(OctetScan.hasEighthBit(octets, 0, at)).isFalse();
        }
    }

    private static String converted(String content, int blockSize) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LineEnds lines = new LineEnds(out::write);
        byte[] octets = content.getBytes(StandardCharsets.ISO_8859_1);
        byte[] block = new byte[blockSize];
        for (int from = 0; from < octets.length; from += blockSize) {
            int length = Math.min(blockSize, octets.length - from);
            System.arraycopy(octets, from, block, 0, length);
            lines.take(block, length);
        }
        lines.end();
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
