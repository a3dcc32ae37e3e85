package io.github.smtpra.protocol.mime;

/**
 * Encodes as quoted-printable (RFC 2045 §6.7): the octets come back exactly, and lines that end in CRLF stay lines. For one
 * body.
 */
final class QuotedPrintable implements Encoder {
    private static final int MAX_LINE = 75;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final Output out;
    private int column;

    /** A blank or tab at the end of a line must be encoded (rule 3), and a CR is a line break with LF only. */
    private int held = -1;

    QuotedPrintable(Output out) {
        this.out = out;
    }

    @Override
    public void write(byte octet) {
        if (held == '\r' && octet == '\n') {
            held = -1;
            out.write("\r\n");
            column = 0;
        } else if (octet == '\r') {
            // A blank that is held back now ends its line, or it makes no difference.
            encodeHeld();
            held = octet;
        } else {
            releaseHeld();
            take(octet);
        }
    }

    private void take(byte octet) {
        if (octet == ' ' || octet == '\t') {
            held = octet;
        } else if (octet > ' ' && octet <= '~' && octet != '=') {
            literal(octet);
        } else {
            encoded(octet);
        }
    }

    private void releaseHeld() {
        if (held == '\r') {
            encodeHeld();
        } else if (held >= 0) {
            literal(held);
            held = -1;
        }
    }

    private void encodeHeld() {
        if (held >= 0) {
            encoded(held);
            held = -1;
        }
    }

    private void literal(int octet) {
        makeRoom(1);
        out.write(octet);
    }

    private void encoded(int octet) {
        makeRoom(3);
        out.write('=');
        out.write(HEX[octet >> 4 & 15]);
        out.write(HEX[octet & 15]);
    }

    /** Rule 5: a line has 76 characters at most, the equals sign of a soft line break being one. */
    private void makeRoom(int width) {
        if (column + width > MAX_LINE) {
            out.write("=\r\n");
            column = 0;
        }
        column += width;
    }

    @Override
    public void finish() {
        encodeHeld();
    }
}
