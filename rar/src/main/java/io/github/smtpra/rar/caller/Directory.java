package io.github.smtpra.rar.caller;

import io.github.smtpra.protocol.sasl.ScramHash;
import io.github.smtpra.protocol.sasl.ScramVerifier;
import java.io.IOException;
import java.util.Optional;
import javax.security.auth.Subject;

/** The server's users, where a server lets an adapter know more of them than whether a password is right. */
interface Directory {
    /** The directory that {@code subject} is of; to be asked while a context is set up, and forgotten after it. */
    static Optional<Directory> of(Subject subject) {
        try {
            return ElytronUsers.of(subject);
        } catch (LinkageError e) {
            // Not a server with Elytron.
            return Optional.empty();
        }
    }

    /** Whether there can be verifiers of this kind. */
    boolean hasVerifiers(ScramHash hash);

    /**
     * What is kept of the password of {@code user}; empty if there is no such user or nothing of this kind.
     *
     * @throws IOException if nobody can tell now
     */
    Optional<ScramVerifier> verifier(String user, ScramHash hash) throws IOException;

    /**
     * Whether there is such a user.
     *
     * @throws IOException if nobody can tell now
     */
    boolean knows(String user) throws IOException;

    /**
     * Makes {@code subject} the user, if there is such a user.
     *
     * @throws SecurityException if it may not log in
     */
    boolean establish(String user, Subject subject);
}
