package io.github.smtpra.protocol.mime;

/** The lines of a quoted-printable body: octets as they are or encoded, none longer than a line may be (RFC 2045 §6.7). */
final class QuotedPrintableLines {
    /** Of an equals sign and two digits. */
    static final int TOKEN = 3;

    private static final int MAX_LINE = 75;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final Output out;
    private int column;

    QuotedPrintableLines(Output out) {
        this.out = out;
    }

    void literal(int octet) {
        makeRoom(1);
        out.write(octet);
    }

    /** The first {@code width} of {@code octets}, which stay on one line. */
    void token(byte[] octets, int width) {
        makeRoom(width);
        out.write(octets, 0, width);
    }

    void encoded(int octet) {
        makeRoom(TOKEN);
        out.write('=');
        out.write(HEX[octet >> 4 & 15]);
        out.write(HEX[octet & 15]);
    }

    /** Ends the line with {@code text}: CRLF, or a soft line break. */
    void lineBreak(String text) {
        out.write(text);
        column = 0;
    }

    /** Rule 5: a line has 76 characters at most, the equals sign of a soft line break being one. */
    private void makeRoom(int width) {
        if (column + width > MAX_LINE) {
            lineBreak("=\r\n");
        }
        column += width;
    }
}
