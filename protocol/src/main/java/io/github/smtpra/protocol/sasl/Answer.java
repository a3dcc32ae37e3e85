package io.github.smtpra.protocol.sasl;

/** The answer to a {@link Question}. */
public sealed interface Answer {
    /** It is who it claims to be. */
    record Accepted(Identity identity) implements Answer {}

    /** To {@link Question.FindVerifier} alone: whoever proves to know the password is {@code identity}. */
    record Verifier(ScramVerifier verifier, Identity identity) implements Answer {}

    /** No such user, a wrong secret, an account that may not: all the same to the client (535 5.7.8). */
    record Rejected() implements Answer {}

    /** Nobody can say now (454 4.7.0). */
    record Unavailable() implements Answer {}

    /** The user may not use a mechanism as weak as this (534 5.7.9). */
    record TooWeak() implements Answer {}

    /** There is no verifier for this mechanism until the user's password has been given in another way (432 4.7.12). */
    record TransitionNeeded() implements Answer {}
}
