package io.github.smtpra.protocol.proxy;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the header of the PROXY protocol, version 1 or 2, which comes before all else (SRV-300). Says how many octets may
 * be read next, so that none behind the header is taken: they may be those of a TLS handshake. Not for several threads.
 *
 * <p>What can not become a header is refused at its first octet that is wrong, not at the end of a time.
 */
public final class ProxyHeaderReader {
    private static final byte[] TEXT = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGNATURE = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};

    /** "PROXY UNKNOWN" CRLF: no header of version 1 is shorter. */
    private static final int SHORTEST_TEXT = 15;

    /** PROXY protocol §2.1: with CRLF. */
    private static final int LONGEST_TEXT = 107;

    /** Signature, version and command, family, length. */
    private static final int FIXED = 16;

    /** Addresses and all that proxies add behind them; more than anyone sends. */
    private static final int LONGEST_BINARY = FIXED + 2048;

    private byte[] octets = new byte[LONGEST_TEXT];
    private int length;

    /** How many octets may be read next; 0 when the header is complete. */
    public int wanted() throws SyntaxException {
        if (isBinary()) {
            return wantedOfBinary();
        }
        if (length < SHORTEST_TEXT) {
            // Of either version, as long as it may be both.
            return (length == 0 ? SIGNATURE.length : SHORTEST_TEXT) - length;
        }
        boolean ended = octets[length - 1] == '\n';
        if (ended && octets[length - 2] == '\r') {
            return 0;
        }
        if (ended || length == LONGEST_TEXT) {
            throw new SyntaxException("The PROXY header does not end");
        }
        return 1;
    }

    private boolean isBinary() {
        return length > 0 && octets[0] == SIGNATURE[0];
    }

    private int wantedOfBinary() throws SyntaxException {
        if (length < FIXED) {
            return FIXED - length;
        }
        int whole = FIXED + ((octets[14] & 0xff) << 8 | octets[15] & 0xff);
        if (whole > LONGEST_BINARY) {
            throw new SyntaxException("The PROXY header is too long");
        }
        return whole - length;
    }

    /**
     * Takes what was read.
     *
     * @param count octets, from the beginning of {@code read}; no more than were {@linkplain #wanted() wanted}
     * @throws SyntaxException if that is no header
     */
    public void take(byte[] read, int count) throws SyntaxException {
        if (length + count > octets.length) {
            octets = Arrays.copyOf(octets, LONGEST_BINARY);
        }
        System.arraycopy(read, 0, octets, length, count);
        length += count;
        if (!beginsWith(TEXT) && !beginsWith(SIGNATURE)) {
            throw new SyntaxException("There is no PROXY header");
        }
    }

    private boolean beginsWith(byte[] start) {
        int compared = Math.min(length, start.length);
        return Arrays.equals(octets, 0, compared, start, 0, compared);
    }

    /** What the complete header says. */
    public ProxyHeader header() throws SyntaxException {
        return isBinary()
                ? BinaryProxyHeader.parse(Arrays.copyOf(octets, length))
                : TextProxyHeader.parse(new String(octets, 0, length - 2, StandardCharsets.ISO_8859_1));
    }
}
