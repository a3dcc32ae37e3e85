package io.github.smtpra.rar.caller;

import io.github.smtpra.engine.authentication.Authenticator;
import io.github.smtpra.protocol.sasl.Identity;
import java.util.Optional;

/** Who may be a caller of beans. Safe for use by many threads. */
public interface Users {
    /** Checks who a client is. May wait for the server, for a bounded time. */
    Authenticator authenticator();

    /** The user as whom a bean is called when {@code client} brings a mail; empty: nobody. */
    Optional<Caller> caller(Identity client);

    /**
     * The callers of a listener whose users are known to others, and not to the server: it is told who they are, and its own
     * passwords do not count there.
     */
    Users declaredByOthers();

    /** There are none: whoever brings a mail, nobody calls the bean. */
    static Users none() {
        return new Users() {
            @Override
            public Authenticator authenticator() {
                return Authenticator.nobody();
            }

            @Override
            public Optional<Caller> caller(Identity client) {
                return Optional.empty();
            }

            @Override
            public Users declaredByOthers() {
                return this;
            }
        };
    }
}
