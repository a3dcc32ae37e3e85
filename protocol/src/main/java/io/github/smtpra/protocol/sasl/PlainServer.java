package io.github.smtpra.protocol.sasl;

import io.github.smtpra.protocol.grammar.SyntaxException;

/**
 * The server's side of PLAIN: {@code message = [authzid] UTF8NUL authcid UTF8NUL passwd} (RFC 4616 §2; SRV-220). Acting
 * for somebody else is not served: authzid is empty or the same.
 */
final class PlainServer implements ServerMechanism {
    private static final int PARTS = 3;

    @Override
    public ServerStep respond(byte[] response) throws SyntaxException {
        String[] parts = Utf8.decode(response).split("\0", -1);
        // RFC 4616 §2 (SRV-220): two NULs, no more and no fewer.
        if (parts.length != PARTS || parts[1].isEmpty()) {
            throw new SyntaxException("Not of the form of PLAIN");
        }
        return PasswordLogin.ask(parts[0], parts[1], parts[2]);
    }
}
