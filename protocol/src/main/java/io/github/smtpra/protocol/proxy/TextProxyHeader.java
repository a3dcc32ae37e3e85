package io.github.smtpra.protocol.proxy;

import io.github.smtpra.protocol.grammar.DecimalNumber;
import io.github.smtpra.protocol.grammar.NetworkAddress;
import io.github.smtpra.protocol.grammar.SyntaxException;

/**
 * Version 1 of the header, a line (PROXY protocol §2.1; SRV-300):
 * {@code "PROXY" SP ("TCP4" / "TCP6") SP source SP destination SP source-port SP destination-port CRLF}, or
 * {@code "PROXY" SP "UNKNOWN" ... CRLF}.
 */
final class TextProxyHeader {
    private static final int FIELDS = 6;
    private static final int MAX_PORT = 65535;

    private TextProxyHeader() {}

    /** What {@code line}, without its CRLF, says. */
    static ProxyHeader parse(String line) throws SyntaxException {
        String[] fields = line.split(" ", -1);
        if (fields[1].equals("UNKNOWN")) {
            return new ProxyHeader.Direct(); // Whatever follows is to be ignored.
        }
        if (fields.length != FIELDS) {
            throw new SyntaxException("The PROXY header has not six fields");
        }
        NetworkAddress source = address(fields[1], fields[2]);
        address(fields[1], fields[3]);
        DecimalNumber.parse(fields[5], MAX_PORT);
        return new ProxyHeader.Relayed(source, DecimalNumber.parse(fields[4], MAX_PORT));
    }

    private static NetworkAddress address(String family, String text) throws SyntaxException {
        return switch (family) {
            case "TCP4" -> NetworkAddress.ipv4(text);
            case "TCP6" -> NetworkAddress.ipv6(text);
            default -> throw new SyntaxException("The PROXY header names no family that is known");
        };
    }
}
