package io.github.smtpra.protocol.sasl;

import java.util.Optional;

/**
 * Who has authenticated.
 *
 * @param user the name, prepared (RFC 4013)
 * @param credential what the one who has answered needs to act for the user later; opaque here, and never logged
 */
public record Identity(String user, Optional<Object> credential) {
    /** {@code user}, without a credential. */
    public static Identity of(String user) {
        return new Identity(user, Optional.empty());
    }

    /** The name alone. */
    @Override
    public String toString() {
        return user;
    }
}
