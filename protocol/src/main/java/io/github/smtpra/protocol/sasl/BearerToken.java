package io.github.smtpra.protocol.sasl;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Locale;
import java.util.Optional;

/** {@code auth-scheme SP b64token} as both OAuth mechanisms carry it (RFC 6750 §2.1). */
final class BearerToken {
    private static final String SCHEME = "bearer ";

    private BearerToken() {}

    /** The token of {@code value}; none where the client has sent none, to learn what is asked for (RFC 7628 §4.3). */
    static Optional<Secret> parse(String value) throws SyntaxException {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String token =
                value.substring(Math.min(SCHEME.length(), value.length())).strip();
        if (!value.toLowerCase(Locale.ROOT).startsWith(SCHEME) || !isToken(token)) {
            throw new SyntaxException("A bearer token is needed");
        }
        return Optional.of(new Secret(token));
    }

    static boolean isToken(String text) {
        String body = text.replaceFirst("=+$", "");
        return !body.isEmpty() && body.chars().allMatch(BearerToken::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-._~+/".indexOf(c) >= 0;
    }
}
