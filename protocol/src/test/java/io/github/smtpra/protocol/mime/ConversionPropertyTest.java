package io.github.smtpra.protocol.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpra.api.smtp.BodyType;
import io.github.smtpra.protocol.data.ContentForm;
import io.github.smtpra.protocol.data.ContentForm.Header;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** CLI-016, CLI-017: decode(convert(x)) == decode(x), and what comes out is what the peer takes; with messages at random. */
class ConversionPropertyTest {
    /** A part with a body that must arrive. */
    private record Leaf(String type, String encoding, String body) {
        String text() {
            return "Content-Type: " + type + "\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n" + body;
        }
    }

    @Provide
    Arbitrary<List<Leaf>> parts() {
        Arbitrary<String> types = Arbitraries.of("text/plain; charset=utf-8", "text/html", "application/pdf");
        Arbitrary<String> bodies = Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars('a', ' ', '=', '.', '-', '\t', '\r', '\n')
                        .ofMaxLength(300),
                Arbitraries.strings().withCharRange((char) 0, (char) 255).ofMaxLength(200),
                Arbitraries.integers().between(990, 3000).map("x "::repeat),
                Arbitraries.of("--b", "\r\n--", "a\r\n", "\r\n", "F\u00e9\r\n.\r\n", " \r", "=\r\n"));
        return Combinators.combine(types, bodies)
                .as((type, body) -> new Leaf(type, "binary", withoutDelimiter(body)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static String withoutDelimiter(String body) {
        return body.replace("--b", "-b");
    }

    @Property(tries = 400)
    void each_part_arrives_as_it_was(@ForAll("parts") List<Leaf> parts, @ForAll BodyType limit) throws UnfitException {
        StringBuilder mail =
                new StringBuilder("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        parts.forEach(part -> mail.append("--b\r\n").append(part.text()).append("\r\n"));
        mail.append("--b--\r\n");
        Header header = limit == BodyType.SEVEN_BIT ? Header.ASCII : Header.ANY;
        String converted = Converted.to(new ContentForm(limit, header), mail.toString(), 13);

        assertThat(scanned(converted)).isLessThanOrEqualTo(limit);
        assertThat(bodies(converted)).isEqualTo(parts.stream().map(Leaf::body).toList());
        assertThat(Converted.to(new ContentForm(limit, header), converted)).isEqualTo(converted);
    }

    private static BodyType scanned(String text) {
        byte[] octets = text.getBytes(ISO_8859_1);
        ContentScan scan = new ContentScan();
        scan.take(octets, octets.length);
        return scan.type();
    }

    /** A reader that knows nothing of the code that is tested. */
    private static List<String> bodies(String mail) {
        List<String> bodies = new ArrayList<>();
        String[] pieces = mail.split("--b\r\n", -1);
        for (int i = 1; i < pieces.length; i++) {
            int blank = pieces[i].indexOf("\r\n\r\n");
            String header = pieces[i].substring(0, blank);
            String body = pieces[i].substring(blank + 4);
            String own = body.substring(0, body.lastIndexOf(i + 1 == pieces.length ? "\r\n--b--" : "\r\n"));
            bodies.add(decoded(header, own));
        }
        return bodies;
    }

    private static String decoded(String header, String body) {
        if (header.contains("base64")) {
            return new String(Base64.getMimeDecoder().decode(body.getBytes(ISO_8859_1)), ISO_8859_1);
        }
        return header.contains("quoted-printable") ? quotedPrintable(body) : body;
    }

    private static String quotedPrintable(String body) {
        String joined = body.replace("=\r\n", "");
        for (String line : body.split("\r\n", -1)) {
            assertThat(line).hasSizeLessThanOrEqualTo(76).doesNotMatch("(?s).*[ \t]");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < joined.length(); i++) {
            if (joined.charAt(i) == '=') {
                out.write(Integer.parseInt(joined.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.write(joined.charAt(i));
            }
        }
        return out.toString(ISO_8859_1);
    }
}
