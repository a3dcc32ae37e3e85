package io.github.smtpra.protocol.server;

import io.github.smtpra.protocol.sasl.ServerMechanisms;

/**
 * What a server asks of its clients, and lets them try (RFC 4954).
 *
 * @param mechanisms those it serves; with none, there is no AUTH
 * @param need whether mail is taken from who has not authenticated
 * @param maxFailures failed attempts before the session is ended, 3 to 10 in good practice (SRV-228)
 */
public record AuthenticationRules(ServerMechanisms mechanisms, Need need, int maxFailures) {
    /** Nobody can authenticate, and nobody needs to. */
    public static final AuthenticationRules NONE = new AuthenticationRules(ServerMechanisms.none(), Need.OPTIONAL, 3);

    /** Whether mail is taken from who has not authenticated. */
    public enum Need {
        /** It is. */
        OPTIONAL,
        /** It is not (RFC 4954 §6). */
        REQUIRED
    }

    /** Checks the limit. */
    public AuthenticationRules {
        if (maxFailures < 1) {
            throw new IllegalArgumentException("a limit is out of range");
        }
    }

    /** Whether there is an AUTH at all. */
    boolean isServed() {
        return !mechanisms.isEmpty();
    }
}
