package io.github.smtpra.protocol.dsn;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** From the octets of a part, one in each character, to its text in UTF-8 (RFC 2045 §6). What is ill-formed is replaced. */
final class TransferEncoding {
    private static final int ESCAPE = 3;
    private static final int HEX = 16;

    private TransferEncoding() {}

    /** RFC 6533 §3 lets a global status be encoded; that of RFC 3464 is as it is. (DSN-010) */
    static String decoded(String octets, String encoding) {
        return switch (encoding) {
            case "base64" -> base64(octets);
            case "quoted-printable" -> text(quotedPrintable(octets));
            default -> text(octets);
        };
    }

    private static String text(String octets) {
        return new String(octets.getBytes(ISO_8859_1), UTF_8).replace("\r\n", "\n");
    }

    private static String base64(String octets) {
        try {
            return text(new String(Base64.getMimeDecoder().decode(octets.getBytes(ISO_8859_1)), ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String quotedPrintable(String octets) {
        String joined = octets.replaceAll("=[ \t]*\n", "");
        StringBuilder decoded = new StringBuilder(joined.length());
        int at = 0;
        while (at < joined.length()) {
            boolean escaped = joined.charAt(at) == '=' && isHex(joined, at + 1) && isHex(joined, at + 2);
            decoded.append(
                    escaped ? (char) Integer.parseInt(joined.substring(at + 1, at + ESCAPE), HEX) : joined.charAt(at));
            at += escaped ? ESCAPE : 1;
        }
        return decoded.toString();
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && "0123456789ABCDEFabcdef".indexOf(text.charAt(at)) >= 0;
    }
}
