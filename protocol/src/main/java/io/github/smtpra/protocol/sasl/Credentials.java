package io.github.smtpra.protocol.sasl;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Optional;

/** What a client has to authenticate with. Secrets do not show in its text. */
public sealed interface Credentials {
    /** A name and a password. */
    record Password(String user, Secret password) implements Credentials {
        /**
         * Prepares both (RFC 4013).
         *
         * @throws IllegalArgumentException if one is empty, or has a character that is prohibited; names neither
         */
        public Password {
            user = prepared("user", user);
            password = new Secret(prepared("password", password.reveal()));
        }

        private static String prepared(String what, String value) {
            try {
                String prepared = SaslPrep.prepare(value);
                if (!prepared.isEmpty()) {
                    return prepared;
                }
            } catch (SyntaxException e) {
                throw new IllegalArgumentException("the " + what + " can not be prepared (RFC 4013): " + e.why());
            }
            throw new IllegalArgumentException("the " + what + " is empty (RFC 4616 §2)");
        }
    }

    /**
     * A name and a token of OAuth.
     *
     * @param user may be empty with OAUTHBEARER: the token says who it is
     * @param token {@code b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="} (RFC 6750 §2.1)
     */
    record Token(String user, Secret token) implements Credentials {
        /**
         * Checks both.
         *
         * @throws IllegalArgumentException if the token is none, or the user can not be sent; names neither
         */
        public Token {
            if (!BearerToken.isToken(token.reveal()) || user.chars().anyMatch(c -> c < ' ')) {
                throw new IllegalArgumentException("the token is none (RFC 6750 §2.1), or the user can not be sent");
            }
        }
    }

    /**
     * The certificate of the TLS handshake.
     *
     * @param user for whom it is meant, where it is for several
     */
    record Certificate(Optional<String> user) implements Credentials {}
}
