package io.github.smtpra.protocol.mime;

/**
 * Breaks base64 whose lines are too long, or which has octets that do not belong to it and that a reader ignores (RFC 2045
 * §6.8), into lines of 76 characters. For one body.
 */
final class Base64Rewrap implements Encoder {
    private static final int WIDTH = 76;

    private final Output out;
    private int column;

    Base64Rewrap(Output out) {
        this.out = out;
    }

    @Override
    public void write(byte octet) {
        if (!isBase64(octet)) {
            return;
        }
        if (column == WIDTH) {
            out.write("\r\n");
            column = 0;
        }
        out.write(octet);
        column++;
    }

    private static boolean isBase64(byte octet) {
        return octet >= 'A' && octet <= 'Z'
                || octet >= 'a' && octet <= 'z'
                || octet >= '0' && octet <= '9'
                || octet == '+'
                || octet == '/'
                || octet == '=';
    }

    @Override
    public void finish() {}
}
