package io.github.smtpra.protocol.mime;

/**
 * Mends quoted-printable that has lines which are too long, or octets that should have been encoded (RFC 2045 §6.7): what a
 * reader makes of it stays the same. For one body.
 */
final class QuotedPrintableRepair implements Encoder {
    private static final int TOKEN = QuotedPrintableLines.TOKEN;

    private final QuotedPrintableLines lines;

    /** What begins with an equals sign, or is a CR, and is not yet known to be something. */
    private final byte[] held = new byte[TOKEN];

    private int heldLength;

    QuotedPrintableRepair(Output out) {
        this.lines = new QuotedPrintableLines(out);
    }

    @Override
    public void write(byte octet) {
        held[heldLength++] = octet;
        boolean settled = false;
        while (heldLength > 0 && !settled) {
            settled = settle();
        }
    }

    /** Does what can be done with what is held; returns whether more octets are needed. */
    private boolean settle() {
        if (held[0] == '\r' && heldLength == 1 || held[0] == '=' && heldLength < TOKEN && mayBecomeToken()) {
            return true;
        }
        if (held[0] == '\r' && held[1] == '\n') {
            lineBreak("\r\n", 2);
        } else if (held[0] == '=' && heldLength == TOKEN && held[1] == '\r' && held[2] == '\n') {
            lineBreak("=\r\n", TOKEN);
        } else if (held[0] == '=' && heldLength == TOKEN && isHex(held[1]) && isHex(held[2])) {
            token(TOKEN);
        } else if (held[0] >= ' ' && held[0] <= '~' || held[0] == '\t') {
            token(1);
        } else {
            lines.encoded(held[0]);
            drop(1);
        }
        return false;
    }

    private boolean mayBecomeToken() {
        return heldLength == 1 || held[1] == '\r' || isHex(held[1]);
    }

    private static boolean isHex(byte octet) {
        return Character.digit(octet, 16) >= 0;
    }

    private void lineBreak(String text, int consumed) {
        lines.lineBreak(text);
        drop(consumed);
    }

    private void token(int width) {
        lines.token(held, width);
        drop(width);
    }

    private void drop(int count) {
        System.arraycopy(held, count, held, 0, heldLength - count);
        heldLength -= count;
    }

    @Override
    public void finish() {
        while (heldLength > 0) {
            if (held[0] >= ' ' && held[0] <= '~') {
                token(1);
            } else {
                lines.encoded(held[0]);
                drop(1);
            }
        }
    }
}
