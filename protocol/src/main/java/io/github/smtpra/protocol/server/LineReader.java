package io.github.smtpra.protocol.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts command lines out of what is received. A line ends with CRLF and with nothing else (RFC 5321 §2.3.8; SRV-113).
 *
 * <p>A line with a bare LF is one bad line up to its CRLF. It is reported as soon as the LF is seen, since a client
 * that sends bare LFs would wait for ever, and the rest of it is swallowed: nothing behind the LF can run as a command.
 */
final class LineReader {
    /** What {@link #read} found. */
    enum Found {
        /** The buffer is used up, no line is complete. */
        NOTHING,
        /** A line: {@link #line()}. */
        LINE,
        /** A bare LF. */
        BARE_LF,
        /** The end of a line that was longer than {@link #MAX_LINE} (RFC 5321 §4.5.3.1.9; SRV-092). */
        LONG_LINE,
        /** The same, of a response of an AUTH exchange, or of AUTH with an initial one (RFC 4954 §4, §6; SRV-097). */
        LONG_RESPONSE,
        /** So much without a line end that the peer can not be talking SMTP. */
        FLOOD,
        /** The beginning of a TLS handshake, for which this is not the time. */
        TLS_HANDSHAKE
    }

    /** The first octet of a TLS record with a handshake (RFC 8446 §5.1). */
    private static final int HANDSHAKE_RECORD = 0x16;

    /** 512 and all that extensions may add (RFC 5321 §4.5.3.1.4; SRV-091, SRV-092), rounded up. */
    static final int MAX_LINE = 4096;

    /** RFC 4954 §4 (SRV-097): a response of an AUTH exchange. */
    static final int MAX_EXCHANGE_LINE = 12288 + 1;

    /** With the command an initial response may come, and be as long (SRV-097). */
    private static final int MAX_AUTH_LINE = MAX_EXCHANGE_LINE + "AUTH SCRAM-SHA-256-PLUS ".length();

    /** Far beyond all that a client sends by mistake: each such line has its reply (SRV-092, SRV-097). */
    private static final int FLOOD = 128 * 1024;

    private static final String AUTH = "AUTH ";
    private static final int FIRST_SIZE = 128;

    private byte[] octets = new byte[FIRST_SIZE];

    /** Octets of the line so far, also those that no longer fit. */
    private int length;

    /** Whether the line was reported already, because of a bare LF. */
    private boolean swallowing;

    private boolean afterCr;
    private String line = "";

    /** What this line may have, with its CR. */
    private int longest = MAX_LINE;

    /** What a line is. */
    enum Place {
        COMMAND,
        EXCHANGE
    }

    /** The line found, without CRLF, an octet in each character. */
    String line() {
        return line;
    }

    /** Takes octets up to the end of a line. */
    Found read(ByteBuffer input, Place place) {
        while (input.hasRemaining()) {
            byte octet = input.get();
            if (octet == HANDSHAKE_RECORD && length == 0 && !swallowing) {
                return Found.TLS_HANDSHAKE; // SRV-012: it has no line end, and would be waited for.
            }
            if (octet != '\n') {
                append(octet, place);
                afterCr = octet == '\r';
                if (length > FLOOD) {
                    return Found.FLOOD;
                }
            } else if (afterCr) {
                Found found = endOfLine();
                if (found != Found.NOTHING) {
                    return found;
                }
            } else if (!swallowing) {
                swallowing = true;
                return Found.BARE_LF;
            }
        }
        return Found.NOTHING;
    }

    private void append(byte octet, Place place) {
        if (length == MAX_LINE) {
            longest = longest(place);
        }
        if (length < longest) {
            if (length == octets.length) {
                octets = Arrays.copyOf(octets, Math.min(2 * length, longest));
            }
            octets[length] = octet;
        }
        length++;
    }

    private int longest(Place place) {
        return place == Place.EXCHANGE ? MAX_EXCHANGE_LINE : isAuthentication() ? MAX_AUTH_LINE : MAX_LINE;
    }

    private boolean isAuthentication() {
        return new String(octets, 0, AUTH.length(), StandardCharsets.ISO_8859_1).equalsIgnoreCase(AUTH);
    }

    private Found endOfLine() {
        Found found = swallowing ? Found.NOTHING : length > longest ? tooLong() : Found.LINE;
        if (found == Found.LINE) {
            line = new String(octets, 0, length - 1, StandardCharsets.ISO_8859_1);
        }
        reset();
        return found;
    }

    private Found tooLong() {
        return longest == MAX_LINE ? Found.LONG_LINE : Found.LONG_RESPONSE;
    }

    private void reset() {
        length = 0;
        longest = MAX_LINE;
        afterCr = false;
        swallowing = false;
        if (octets.length > 2 * FIRST_SIZE) {
            octets = new byte[FIRST_SIZE];
        }
    }
}
