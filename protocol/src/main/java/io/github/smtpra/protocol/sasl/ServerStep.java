package io.github.smtpra.protocol.sasl;

/** What a server's mechanism wants next. */
public sealed interface ServerStep {
    /** Send this and wait for the response. Empty: there is nothing to say but to go on. */
    @SuppressWarnings("ArrayRecordComponent") // Nothing compares steps.
    record Challenge(byte[] octets) implements ServerStep {}

    /** Get an answer to {@code question}, then {@link ServerMechanism#resume}. */
    record Ask(Question question) implements ServerStep {}

    /** The client is {@code identity}. */
    record Accept(Identity identity) implements ServerStep {}

    /** The exchange is over. */
    record Refuse(Cause cause) implements ServerStep {}

    /** Why an exchange has failed. */
    enum Cause {
        /** The credentials are not good. */
        REJECTED,
        /** The credentials can not be checked now. */
        UNAVAILABLE,
        /** The mechanism is too weak for this user. */
        TOO_WEAK,
        /** The user must use another mechanism once. */
        TRANSITION_NEEDED
    }
}
