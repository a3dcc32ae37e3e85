package io.github.smtpra.protocol.sasl;

import io.github.smtpra.protocol.grammar.SyntaxException;

/**
 * A message of SCRAM, read attribute by attribute in the fixed order of RFC 5802 §7:
 * {@code attr-val = ALPHA "=" value}, {@code value = 1*value-char}.
 */
final class ScramAttributes {
    private static final int MAX_NONCE = 256;

    private final String message;
    private int at;

    ScramAttributes(String message) {
        this.message = message;
    }

    /** The value of the next attribute, which must be {@code name}. */
    String next(char name) throws SyntaxException {
        if (!isNext(name)) {
            throw new SyntaxException("A SCRAM message lacks an attribute");
        }
        String value = nextField().substring(2);
        if (value.isEmpty() || value.indexOf('\0') >= 0) {
            throw new SyntaxException("A SCRAM attribute is empty or holds NUL");
        }
        return value;
    }

    /** Whether the next attribute is {@code name}. */
    boolean isNext(char name) {
        return message.startsWith(name + "=", at);
    }

    /** What stands before the next comma, and moves behind it. */
    String nextField() throws SyntaxException {
        if (at > message.length()) {
            throw new SyntaxException("A SCRAM message is too short");
        }
        int comma = message.indexOf(',', at);
        int end = comma < 0 ? message.length() : comma;
        String field = message.substring(at, end);
        at = end + 1;
        return field;
    }

    /** All that has not been read. */
    String rest() {
        return at > message.length() ? "" : message.substring(at);
    }

    /** {@code extensions}: none is known, and all but mandatory ones may be ignored (RFC 5802 §7). */
    void ignoreExtensions() throws SyntaxException {
        while (at <= message.length()) {
            String field = nextField();
            if (field.length() < 3 || field.charAt(1) != '=' || !isAlpha(field.charAt(0))) {
                throw new SyntaxException("A SCRAM extension is ill-formed");
            }
        }
    }

    private static boolean isAlpha(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    /** {@code printable = %x21-2B / %x2D-7E}, as nonces are; not longer than fits into a reply with what belongs to it. */
    static String nonce(String value) throws SyntaxException {
        if (value.length() > MAX_NONCE || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new SyntaxException("A SCRAM nonce is ill-formed");
        }
        return value;
    }

    /** {@code saslname}: comma and equals sign are written =2C and =3D, and no other equals sign may stand there. */
    static String decodeName(String saslname) throws SyntaxException {
        String name = saslname.replace("=2C", ",");
        if (name.replace("=3D", "").indexOf('=') >= 0) {
            throw new SyntaxException("A SCRAM name is ill-formed");
        }
        return SaslPrep.prepare(name.replace("=3D", "="));
    }

    static String encodeName(String name) {
        return name.replace("=", "=3D").replace(",", "=2C");
    }
}
