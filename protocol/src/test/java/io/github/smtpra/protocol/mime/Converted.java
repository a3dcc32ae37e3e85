package io.github.smtpra.protocol.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.smtpra.protocol.data.ContentForm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Converts whole texts, an octet in each character, in blocks of any size. */
final class Converted {
    private Converted() {}

    static String to(ContentForm form, String content) throws UnfitException {
        return to(form, content, 7);
    }

    static String to(ContentForm form, String content, int block) throws UnfitException {
        byte[] octets = content.getBytes(ISO_8859_1);
        Survey survey = new Survey(form);
        for (int at = 0; at < octets.length; at += block) {
            survey.take(ByteBuffer.wrap(octets, at, Math.min(block, octets.length - at)));
        }
        Conversion conversion = survey.finish().begin();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < octets.length; at += block) {
            add(out, conversion.take(ByteBuffer.wrap(octets, at, Math.min(block, octets.length - at))));
        }
        add(out, conversion.finish());
        return out.toString(ISO_8859_1);
    }

    private static void add(ByteArrayOutputStream out, ByteBuffer octets) {
        out.write(octets.array(), octets.arrayOffset() + octets.position(), octets.remaining());
    }
}
