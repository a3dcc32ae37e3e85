package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Optional;

/** The client's side of PLAIN (RFC 4616 §2; CLI-068). */
final class PlainClient implements ClientMechanism {
    private final Credentials.Password credentials;

    PlainClient(Credentials.Password credentials) {
        this.credentials = credentials;
    }

    @Override
    public String name() {
        return Mechanism.PLAIN.wireName();
    }

    @Override
    public Optional<byte[]> initialResponse() {
        String message =
                '\0' + credentials.user() + '\0' + credentials.password().reveal();
        return Optional.of(message.getBytes(UTF_8));
    }

    @Override
    public byte[] respond(byte[] challenge) throws SyntaxException {
        throw new SyntaxException("PLAIN has no challenge");
    }
}
