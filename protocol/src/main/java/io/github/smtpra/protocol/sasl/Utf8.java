package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Text as mechanisms carry it. */
final class Utf8 {
    private Utf8() {}

    /** Well-formed UTF-8 (RFC 3629) only: nothing is replaced. */
    static String decode(byte[] octets) throws SyntaxException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            throw new SyntaxException("The response is not in UTF-8");
        }
    }
}
