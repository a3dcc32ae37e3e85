package io.github.smtpra.protocol.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.smtpra.protocol.grammar.SyntaxException;
import org.jspecify.annotations.Nullable;

/** The server's side of LOGIN (draft-murchison-sasl-login; SRV-221): asks for a name, then for a password. */
final class LoginServer implements ServerMechanism {
    private @Nullable String user;

    @Override
    public ServerStep begin() {
        return prompt("Username:");
    }

    @Override
    public ServerStep respond(byte[] response) throws SyntaxException {
        String text = Utf8.decode(response);
        if (user == null) {
            user = text;
            return prompt("Password:");
        }
        return PasswordLogin.ask("", user, text);
    }

    private static ServerStep prompt(String text) {
        return new ServerStep.Challenge(text.getBytes(US_ASCII));
    }
}
