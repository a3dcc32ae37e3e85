package io.github.smtpra.protocol.sasl;

import io.github.smtpra.protocol.grammar.SyntaxException;

/** The server's side of one exchange. Lives for that exchange; not for use by several threads at once. */
public interface ServerMechanism {
    /** Who speaks first. */
    enum First {
        /** An initial response may come with the command. */
        CLIENT,
        /** An initial response is an error (RFC 4954 §4). */
        SERVER
    }

    /** Who speaks first. */
    default First first() {
        return First.CLIENT;
    }

    /** The first step where no initial response has come: with most, an empty challenge asks for it (RFC 4954 §4). */
    default ServerStep begin() {
        return new ServerStep.Challenge(new byte[0]);
    }

    /**
     * Takes a response, the initial one or that to the last challenge.
     *
     * @throws SyntaxException if it is not what the mechanism's grammar makes; the exchange is over
     */
    ServerStep respond(byte[] response) throws SyntaxException;

    /** Takes the answer to the question that the last step was. */
    default ServerStep resume(Answer answer) {
        return outcome(answer);
    }

    /** What follows from an answer that ends the exchange. */
    static ServerStep outcome(Answer answer) {
        if (answer instanceof Answer.Accepted accepted) {
            return new ServerStep.Accept(accepted.identity());
        }
        return new ServerStep.Refuse(cause(answer));
    }

    private static ServerStep.Cause cause(Answer answer) {
        if (answer instanceof Answer.Unavailable) {
            return ServerStep.Cause.UNAVAILABLE;
        }
        if (answer instanceof Answer.TooWeak) {
            return ServerStep.Cause.TOO_WEAK;
        }
        // A verifier is no answer to a question for anything else.
        return answer instanceof Answer.TransitionNeeded
                ? ServerStep.Cause.TRANSITION_NEEDED
                : ServerStep.Cause.REJECTED;
    }
}
