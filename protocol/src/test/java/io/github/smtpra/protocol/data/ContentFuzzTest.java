package io.github.smtpra.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Throws random content at its readers. The first octet says how the rest is cut into segments; what is read must not
 * depend on it.
 */
class ContentFuzzTest {
    private static final String END = "\r\n.\r\n";

    /** What stands behind DATA. */
    @FuzzTest
    void behind_data(byte[] octets) {
        byte[] said = rest(octets);
        DataReader whole = new DataReader();
        DataReader cut = new DataReader();

        String content = read(whole, said, said.length);

        assertThat(read(cut, said, step(octets))).isEqualTo(content);
        assertThat(cut.isAmbiguous()).isEqualTo(whole.isAmbiguous());
        assertThat(cut.isAtEnd()).isEqualTo(whole.isAtEnd());
        // RFC 5321 §4.1.1.4: nothing else is an end.
        String asSaid = "\r\n" + text(said);
        assertThat(whole.isAtEnd()).isEqualTo(asSaid.contains(END));
        if (!whole.isAmbiguous()) {
            // Of a CR at the very end nobody knows yet.
            assertThat(content.replace("\r\n", "")).matches("[^\r\n]*\r?");
        }
    }

    /** What is stuffed is read as what it was, its line ends made whole. */
    @FuzzTest
    void there_and_back(byte[] octets) {
        byte[] content = rest(octets);
        DotStuffer stuffer = new DotStuffer();
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        int step = step(octets);
        int at = 0;
        for (; at + step < content.length; at += step) {
            take(stuffer.encode(ByteBuffer.wrap(content, at, step)), wire);
        }
        take(stuffer.encodeLast(ByteBuffer.wrap(content, at, content.length - at)), wire);
        DataReader reader = new DataReader();

        String read = read(reader, wire.toByteArray(), wire.size());

        assertThat(reader.isAtEnd()).isTrue();
        assertThat(reader.isAmbiguous()).isFalse();
        assertThat(read).isEqualTo(normal(text(content)));
    }

    private static String normal(String content) {
        String lines = content.replaceAll("\r\n|\r|\n", "\r\n");
        return lines.isEmpty() || lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }

    /** Chunks of a size that the first octet gives. */
    @FuzzTest
    void in_chunks(byte[] octets) {
        byte[] content = rest(octets);
        ChunkReader cut = new ChunkReader(ChunkReader.Kind.TEXT);
        ChunkReader whole = new ChunkReader(ChunkReader.Kind.TEXT);

        String inOne = chunk(whole, content);
        StringBuilder inMany = new StringBuilder();
        for (int at = 0; at < content.length; at += step(octets)) {
            inMany.append(chunk(cut, Arrays.copyOfRange(content, at, Math.min(content.length, at + step(octets)))));
        }

        assertThat(inMany + text(cut.end())).isEqualTo(inOne + text(whole.end()));
        assertThat(cut.isAmbiguous()).isEqualTo(whole.isAmbiguous());
        assertThat(whole.isAmbiguous())
                .isEqualTo(text(content).replace("\r\n", "").matches("(?s).*[\r\n].*"));
    }

    private static String chunk(ChunkReader reader, byte[] chunk) {
        reader.begin(chunk.length);
        return read(reader, chunk, chunk.length);
    }

    private static String read(ContentReader reader, byte[] said, int step) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        TraceCounter trace = new TraceCounter();
        for (int at = 0; at < said.length && !reader.isAtEnd(); at += Math.max(step, 1)) {
            ByteBuffer segment = ByteBuffer.wrap(said, at, Math.min(Math.max(step, 1), said.length - at));
            while (segment.hasRemaining() && !reader.isAtEnd()) {
                ByteBuffer piece = reader.read(segment);
                trace.look(piece);
                take(piece, content);
            }
        }
        return text(content.toByteArray());
    }

    private static void take(ByteBuffer from, ByteArrayOutputStream to) {
        to.write(from.array(), from.arrayOffset() + from.position(), from.remaining());
    }

    private static String text(ByteBuffer octets) {
        return StandardCharsets.ISO_8859_1.decode(octets).toString();
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static int step(byte[] octets) {
        return octets.length == 0 ? 1 : 1 + (octets[0] & 0xf);
    }

    private static byte[] rest(byte[] octets) {
        return octets.length == 0 ? octets : Arrays.copyOfRange(octets, 1, octets.length);
    }
}
