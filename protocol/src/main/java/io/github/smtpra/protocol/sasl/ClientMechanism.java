package io.github.smtpra.protocol.sasl;

import io.github.smtpra.protocol.grammar.SyntaxException;
import java.util.Optional;

/** The client's side of one exchange. Lives for that exchange; not for use by several threads at once. */
public interface ClientMechanism {
    /** Its name in {@code AUTH}. */
    String name();

    /** What the client says first; none where the server does. Empty octets are sent as {@code =} (RFC 4954 §4). */
    Optional<byte[]> initialResponse();

    /**
     * The response to a challenge.
     *
     * @throws SyntaxException if the challenge is bad, or the server has not proved what it must: to be answered with
     *     {@code *} (RFC 4954 §4)
     */
    byte[] respond(byte[] challenge) throws SyntaxException;

    /**
     * Whether a 235 may be believed now. False while the server has yet to prove that it knows the password too
     * (RFC 5802 §5): such a success is none.
     */
    default boolean mayEnd() {
        return true;
    }
}
