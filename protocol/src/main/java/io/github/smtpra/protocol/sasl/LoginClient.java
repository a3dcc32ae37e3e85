package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The client's side of LOGIN: what the prompts say varies from server to server, their order does not. */
final class LoginClient implements ClientMechanism {
    private final Deque<byte[]> responses;

    LoginClient(Credentials.Password credentials) {
        responses = new ArrayDeque<>(List.of(
                credentials.user().getBytes(UTF_8),
                credentials.password().reveal().getBytes(UTF_8)));
    }

    @Override
    public String name() {
        return Mechanism.LOGIN.wireName();
    }

    @Override
    public Optional<byte[]> initialResponse() {
        return Optional.empty();
    }

    @Override
    public byte[] respond(byte[] challenge) throws SyntaxException {
        byte[] next = responses.poll();
        if (next == null) {
            throw new SyntaxException("The server asks for more than a name and a password");
        }
        return next;
    }
}
