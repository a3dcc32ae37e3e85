package io.github.smtpra.protocol.mime;

import io.github.smtpra.api.smtp.BodyType;

/** What is seen of octets while they pass: what RFC 2045 §2.7 to §2.9 calls them. For one thread at a time. */
final class BodyFacts {
    /** RFC 5321 §4.5.3.1.6, without CRLF. */
    static final int MAX_LINE = 998;

    private long count;
    private long toEncode;
    private int lineLength;
    private boolean afterCr;
    private boolean eightBit;
    private boolean binary;

    void take(byte octet) {
        count++;
        if (octet < 0) {
            eightBit = true;
            toEncode++;
        }
        // NUL, a CR without LF, or an LF without CR.
        binary |= octet == 0 || afterCr != (octet == '\n');
        if (octet == '\n') {
            lineLength = 0;
        } else if (octet != '\r') {
            lineLength++;
            binary |= lineLength > MAX_LINE;
        }
        afterCr = octet == '\r';
    }

    /** The class of what has passed. */
    BodyType type() {
        if (binary || afterCr) {
            return BodyType.BINARY_MIME;
        }
        return eightBit ? BodyType.EIGHT_BIT_MIME : BodyType.SEVEN_BIT;
    }

    boolean hasEightBit() {
        return eightBit;
    }

    /** Whether quoted-printable would be shorter than base64, and can be read as it stands. */
    boolean isMostlyText() {
        return toEncode * 6 <= count;
    }
}
