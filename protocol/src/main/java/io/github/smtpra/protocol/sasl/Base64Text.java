package io.github.smtpra.protocol.sasl;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Base64 as SASL in SMTP uses it: no blanks, padded to the end and not beyond (RFC 4648 §3.2, §3.3, §4; SRV-213). */
public final class Base64Text {
    private static final int GROUP = 4;

    private Base64Text() {}

    /**
     * The octets of {@code text}.
     *
     * @throws SyntaxException if it is no base64
     */
    public static byte[] decode(String text) throws SyntaxException {
        // RFC 4954 §4 (SRV-213): a pad character within, or a missing one, is as bad as a foreign one.
        if (text.length() % GROUP != 0) {
            throw new SyntaxException("Not in base64");
        }
        try {
            return Base64.getDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new SyntaxException("Not in base64");
        }
    }

    /** {@code octets} in base64, in one line. */
    public static String encode(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
