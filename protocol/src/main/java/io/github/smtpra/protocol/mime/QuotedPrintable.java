package io.github.smtpra.protocol.mime;

/**
 * Encodes as quoted-printable (RFC 2045 §6.7): the octets come back exactly, and lines that end in CRLF stay lines. For one
 * body.
 */
final class QuotedPrintable implements Encoder {
    private final QuotedPrintableLines lines;

    /** A blank or tab at the end of a line must be encoded (rule 3), and a CR is a line break with LF only. */
    private int held = -1;

    QuotedPrintable(Output out) {
        this.lines = new QuotedPrintableLines(out);
    }

    @Override
    public void write(byte octet) {
        if (held == '\r' && octet == '\n') {
            held = -1;
            lines.lineBreak("\r\n");
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
            lines.literal(octet);
        } else {
            lines.encoded(octet);
        }
    }

    private void releaseHeld() {
        if (held == '\r') {
            encodeHeld();
        } else if (held >= 0) {
            lines.literal(held);
            held = -1;
        }
    }

    private void encodeHeld() {
        if (held >= 0) {
            lines.encoded(held);
            held = -1;
        }
    }

    @Override
    public void finish() {
        encodeHeld();
    }
}
